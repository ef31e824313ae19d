import { directLink } from '#lib/web/launch.ts'

export const GET = directLink
