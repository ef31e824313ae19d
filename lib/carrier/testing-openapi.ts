import { readFileSync } from 'node:fs'
import { z } from 'zod'

export type JsonSchema = Record<string, unknown>
export type Media = { schema: JsonSchema; examples?: Record<string, { value: unknown }> }
export type Content = Record<string, Media>
export type Answer = { content?: Content; headers?: Record<string, unknown> }
export type Operation = { requestBody?: { content: Content }; responses: Record<string, Answer> }
export type OpenApi = {
  info: { version: string }
  paths: Record<string, Record<string, Operation>>
  webhooks: Record<string, { post: Operation }>
  components: { schemas: Record<string, JsonSchema>; responses: Record<string, Answer> }
}

export const openApi = JSON.parse(readFileSync(new URL('openapi.json', import.meta.url), 'utf8')) as OpenApi

const isNode = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null

/** Every object of the document, with the names that lead to it. */
export function* nodes(
  value: unknown,
  path: string[] = [],
): Generator<{ node: Record<string, unknown>; path: string[] }> {
  if (!isNode(value)) return
  yield { node: value, path }
  for (const [name, inner] of Object.entries(value)) yield* nodes(inner, [...path, name])
}

/** What `#/components/…` names; undefined where nothing stands there. */
export function atPointer(pointer: string): unknown {
  const names = pointer.replace(/^#\//, '').split('/')
  return names.reduce<unknown>((value, name) => (isNode(value) ? value[name] : undefined), openApi)
}

/** What an operation answers with a status; undefined where the document does not know it. */
export function answerOf(operation: Operation, status: number): Answer | undefined {
  const answer = operation.responses[String(status)] as (Answer & { $ref?: string }) | undefined
  return answer?.$ref ? (atPointer(answer.$ref) as Answer) : answer
}

/**
 * A schema of the document as a parser. `closed`: it refuses fields that the document does not name, as it must for what
 * Peyk writes itself; readers are told to ignore them.
 */
export function parserOf(schema: JsonSchema, { closed = false } = {}): z.ZodType {
  const text = JSON.stringify({ ...schema, $defs: openApi.components.schemas })
  const whole: unknown = JSON.parse(text.replaceAll('#/components/schemas/', '#/$defs/'), (_, value: unknown) =>
    closed && isNode(value) && value.type === 'object' ? { additionalProperties: false, ...value } : value,
  )
  return z.fromJSONSchema(whole as Parameters<typeof z.fromJSONSchema>[0])
}

/** The parser of a named schema. */
export const parserNamed = (name: string, options?: { closed: boolean }): z.ZodType =>
  parserOf({ $ref: `#/components/schemas/${name}` }, options)
