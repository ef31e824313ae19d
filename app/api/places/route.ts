import { districts } from '#lib/web/places.ts'

export const GET = districts
