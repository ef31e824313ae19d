import type { Skill } from '../skill.ts'
import { help } from './help.ts'
import { hint } from './hint.ts'
import { menu } from './menu.ts'
import { other } from './other.ts'
import { price } from './price.ts'
import { shipments } from './shipments.ts'
import { start } from './start.ts'
import { support } from './support.ts'
import { track } from './track.ts'
import { xo } from './xo.ts'

/**
 * What the chatbot can do. The first that matches answers, so what hears a topic or is sure comes before what only finds a
 * word; the order is also that of the menu, which shows nine at most.
 */
export const skills: readonly Skill[] = [start, menu, shipments, track, price, help, support, xo, hint]

/** Answers what no skill matches. */
export const fallback: Skill = other
