import { readFileSync } from 'node:fs'
import { isObject, isWebAddress } from '../http.ts'
import type { Settings } from '../settings.ts'
import type { Action, Button, Grid } from '../world.ts'

const icons = new Set<string>(JSON.parse(readFileSync(new URL('../data/icons.json', import.meta.url), 'utf8')))

type Read<T> = { ok: true; value: T } | { ok: false; reason: string }
const bad = (reason: string) => ({ ok: false, reason }) as const
const good = <T>(value: T) => ({ ok: true, value }) as const

/** A grid of at most three rows of three. Contract §8; `where` names it in the refusal. */
export function readGrid(value: unknown, where: string, settings: Settings): Read<Grid> {
  if (value === undefined || value === null) return good([])
  if (!isObject(value)) return bad(`${where} must be an object`)
  const strange = strangeKey(value, ['rows'])
  if (strange) return bad(`${where} has the unknown field "${strange}"`)
  const rows = value.rows ?? []
  if (!Array.isArray(rows)) return bad(`${where}.rows must be a list`)
  if (rows.length > 3) return bad(`${where} has more than 3 rows`)
  const grid: Grid = []
  for (const [index, row] of rows.entries()) {
    const read = readRow(row, `${where}.rows[${index}]`, settings)
    if (!read.ok) return read
    grid.push(read.value)
  }
  return good(grid)
}

function readRow(row: unknown, where: string, settings: Settings): Read<Button[]> {
  if (!isObject(row)) return bad(`${where} must be an object`)
  const strange = strangeKey(row, ['buttons'])
  if (strange) return bad(`${where} has the unknown field "${strange}"`)
  const given = row.buttons ?? []
  if (!Array.isArray(given)) return bad(`${where}.buttons must be a list`)
  if (given.length === 0) return bad(`${where} has no button`)
  if (given.length > 3) return bad(`${where} has more than 3 buttons`)
  const buttons: Button[] = []
  for (const [index, button] of given.entries()) {
    const read = readButton(button, `${where}.buttons[${index}]`, settings)
    if (!read.ok) return read
    buttons.push(read.value)
  }
  return good(buttons)
}

function readButton(value: unknown, where: string, settings: Settings): Read<Button> {
  if (!isObject(value)) return bad(`${where} must be an object`)
  const strange = strangeKey(value, ['action', 'icon', 'icon_name', 'caption'])
  if (strange) return bad(`${where} has the unknown field "${strange}"`)
  const icon = value.icon ?? value.icon_name ?? null
  if (icon !== null && (typeof icon !== 'string' || !icons.has(icon))) return bad(`${where}.icon is not a known icon`)
  const { caption } = value
  if (typeof caption !== 'string' || caption.trim() === '') return bad(`${where}.caption is empty`)
  if ([...caption].length > settings.captionMax) return bad(`${where}.caption is too long`)
  const action = readAction(value.action)
  if (!action.ok) return bad(`${where}.action ${action.reason}`)
  return good({ action: action.value, icon, caption })
}

const actionKinds = [
  'open_direct_link',
  'open_server_link',
  'get_dynamic_action',
  'open_post_page',
  'open_post_manage_page',
]

/** One of the five kinds of contract §4. A kind that is null is absent, as the Python SDK writes it. */
export function readAction(value: unknown): Read<Action> {
  if (!isObject(value)) return bad('must be an object')
  const strange = strangeKey(value, actionKinds)
  if (strange) return bad(`has the unknown kind "${strange}"`)
  const [kind, ...more] = actionKinds.filter((name) => (value[name] ?? null) !== null)
  if (kind === undefined || more.length > 0) return bad('must hold exactly one kind of action')
  const content = value[kind]
  if (kind === 'open_direct_link') {
    if (typeof content !== 'string' || !isWebAddress(content)) return bad('open_direct_link must be an http(s) address')
    return good({ open_direct_link: content })
  }
  if (!isObject(content)) return bad(`${kind} must be an object`)
  if (kind === 'open_server_link' || kind === 'get_dynamic_action') {
    if (strangeKey(content, ['data'])) return bad(`${kind} may hold data only`)
    const data = content.data ?? {}
    if (!isObject(data)) return bad(`${kind}.data must be an object`)
    return good(kind === 'open_server_link' ? { open_server_link: { data } } : { get_dynamic_action: { data } })
  }
  const { post_token: token } = content
  if (typeof token !== 'string' || strangeKey(content, ['post_token']))
    return bad(`${kind} must hold a post_token only`)
  return good(
    kind === 'open_post_page'
      ? { open_post_page: { post_token: token } }
      : { open_post_manage_page: { post_token: token } },
  )
}

const strangeKey = (value: Record<string, unknown>, known: string[]): string | undefined =>
  Object.keys(value).find((key) => !known.includes(key))
