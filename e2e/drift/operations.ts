import { createHash } from 'node:crypto'

/** What a description of an API has in an object, by name. */
type Node = Record<string, unknown>

export type OpenApi = { paths: Record<string, Record<string, unknown>>; components?: { schemas?: Node } }

/** Each operation, as `GET /v1/…`, with a digest of all that a caller depends on. */
export type Operations = Record<string, string>

export type Drift = { added: string[]; removed: string[]; changed: string[] }

const methods = ['get', 'put', 'post', 'delete', 'options', 'head', 'patch', 'trace']

/** Says nothing to a program: may be reworded without a change of the API. */
const prose = ['description', 'summary', 'title', 'tags', 'example', 'examples', 'externalDocs', 'x-codeSamples']

/**
 * Of an OpenAPI description of version 3, with everything that an operation refers to written out in its place. Throws on
 * what has no paths, or refers to what is not there.
 */
export function operationsOf(openApi: OpenApi): Operations {
  if (typeof openApi?.paths !== 'object' || openApi.paths === null) throw new Error('this is no OpenAPI description')
  const found: Operations = {}
  for (const [path, item] of Object.entries(openApi.paths)) {
    for (const method of methods.filter((name) => name in item)) {
      const shape = canonical({ parameters: item.parameters, operation: item[method] }, openApi, [])
      found[`${method.toUpperCase()} ${path}`] = createHash('sha256')
        .update(JSON.stringify(shape))
        .digest('hex')
        .slice(0, 16)
    }
  }
  return Object.fromEntries(Object.entries(found).sort(([one], [other]) => (one < other ? -1 : 1)))
}

/** What differs between two descriptions, each in the order of names. */
export function driftOf(known: Operations, found: Operations): Drift {
  const both = Object.keys(known).filter((name) => name in found)
  return {
    added: Object.keys(found).filter((name) => !(name in known)),
    removed: Object.keys(known).filter((name) => !(name in found)),
    changed: both.filter((name) => known[name] !== found[name]),
  }
}

/** The same for every order of names, without prose; a schema inside itself is named where it comes again. */
function canonical(value: unknown, openApi: OpenApi, inside: string[]): unknown {
  if (Array.isArray(value)) return value.map((one) => canonical(one, openApi, inside))
  if (typeof value !== 'object' || value === null) return value
  const { $ref } = value as { $ref?: unknown }
  if (typeof $ref === 'string') {
    if (inside.includes($ref)) return { again: $ref }
    return canonical(referred($ref, openApi), openApi, [...inside, $ref])
  }
  const isNames = inside.at(-1) === 'names'
  const own = isNames ? inside.slice(0, -1) : inside
  const kept = Object.entries(value).filter(([name]) => isNames || !prose.includes(name))
  const sorted = kept.sort(([one], [other]) => (one < other ? -1 : 1))
  // The names of properties are a caller's: one that is called «title» is no prose.
  return Object.fromEntries(
    sorted.map(([name, one]) => [
      name,
      canonical(one, openApi, name === 'properties' && !isNames ? [...own, 'names'] : own),
    ]),
  )
}

function referred(ref: string, openApi: OpenApi): unknown {
  const parts = ref.replace(/^#\//, '').split('/')
  const found = parts.reduce<unknown>((node, part) => (node as Node | undefined)?.[part.replaceAll('~1', '/')], openApi)
  if (found === undefined) throw new Error(`${ref} is not there`)
  return found
}
