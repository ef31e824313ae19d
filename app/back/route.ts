import { backToDivar } from '#lib/web/back.ts'

export const GET = backToDivar
