import type { Control } from './control.ts'
import { isObject, json, parseJson, type Reply, type Request } from './http.ts'

/** `POST /_control/<name>` with a JSON object, or `GET` with a query for what only reads. */
export async function controlOverHttp(control: Control, request: Request): Promise<Reply> {
  const name = camelCase(request.path.slice('/_control/'.length).replace(/\/$/, ''))
  const operation = Object.entries(control).find(([known]) => known === name)?.[1]
  if (!operation) return json(404, { error: `no such function; there are ${Object.keys(control).join(', ')}` })
  const input = request.body === '' ? Object.fromEntries(request.query) : parseJson(request.body)
  if (!isObject(input)) return json(400, { error: 'the body must be a JSON object' })
  try {
    const result: unknown = await (operation as (given: unknown) => unknown)(input)
    return json(200, result ?? {})
  } catch (error) {
    return json(400, { error: error instanceof Error ? error.message : String(error) })
  }
}

const camelCase = (name: string): string => name.replace(/-([a-z])/g, (_, letter: string) => letter.toUpperCase())
