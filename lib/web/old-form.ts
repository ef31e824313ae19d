import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { secretFields } from './secret-fields.ts'

/** Carries what was typed from `proxy.ts` to the page that draws it again. No browser's own word is taken for it. */
export const oldFormHeader = 'x-peyk-old-form'

/** Which form of its page was sent, and what was typed into it. */
export type OldForm = { form: string; typed: Record<string, string> }

const maxBytes = 64 * 1024

/**
 * A form that a browser without scripts has posted to an action that this build does not have: it was drawn by another
 * build. Next would answer with one English line; its own page says it instead, with everything typed still in it.
 */
export async function readOldForm(request: Request, known = knownActions()): Promise<OldForm | null> {
  const { headers, method } = request
  const isForm = headers.get('content-type')?.startsWith('multipart/form-data') ?? false
  if (method !== 'POST' || !isForm || headers.has('next-action') || known === null) return null
  if (Number(headers.get('content-length') ?? maxBytes) > maxBytes) return null
  const data = await request
    .clone()
    .formData()
    .catch(() => null)
  const actions = data ? actionsOf(data) : []
  if (!data || actions.length === 0 || actions.every((id) => known.has(id))) return null
  const fields = [...data].filter((field): field is [string, string] => typeof field[1] === 'string')
  const typed = fields.filter(([name]) => !name.startsWith('$') && !secretFields.includes(name))
  return { form: fields.find(([name]) => name === '$form')?.[1] ?? '', typed: Object.fromEntries(typed) }
}

/** The ids of the actions that a form names, in either of React's two ways. */
function actionsOf(data: FormData): string[] {
  return [...data.keys()].flatMap((name) => {
    if (name.startsWith('$ACTION_ID_')) return [name.slice('$ACTION_ID_'.length)]
    if (!name.startsWith('$ACTION_REF_')) return []
    const described = data.get(`$ACTION_${name.slice('$ACTION_REF_'.length)}:0`)
    return [/^\{"id":"([0-9a-f]+)"/.exec(String(described))?.[1] ?? '']
  })
}

let actions: Set<string> | null | undefined

/** The ids that this build knows; null where it does not say, as in development. */
function knownActions(): Set<string> | null {
  actions ??= readManifest()
  return actions
}

function readManifest(): Set<string> | null {
  try {
    const path = join(process.cwd(), '.next/server/server-reference-manifest.json')
    const { node } = JSON.parse(readFileSync(path, 'utf8')) as { node: Record<string, unknown> }
    return new Set(Object.keys(node))
  } catch {
    return null
  }
}

export const writeOldForm = (form: OldForm): string => encodeURIComponent(JSON.stringify(form))

export function parseOldForm(text: string | null): OldForm | null {
  return text === null ? null : (JSON.parse(decodeURIComponent(text)) as OldForm)
}
