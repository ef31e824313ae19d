import { existsSync, readdirSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'

export const root = dirname(dirname(fileURLToPath(import.meta.url)))

/** One import statement. `to` is as it is written. */
export type Import = { from: string; to: string; typeOnly: boolean }

export function walk(folder: string): string[] {
  if (!existsSync(join(root, folder))) return []
  return (
    readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => relative(root, join(entry.parentPath, entry.name)))
      // What a workspace built of itself.
      .filter((path) => !path.includes('/dist/'))
      .sort()
  )
}

export function topFiles(): string[] {
  return readdirSync(root).filter((name) => /\.(ts|mjs)$/.test(name) && name !== 'next-env.d.ts')
}

export function importsOf(from: string, text: string): Import[] {
  const plain = withoutComments(text)
  const found: Import[] = []
  for (const [, type, names = '', to = ''] of plain.matchAll(
    /^(?:import|export)\s+(type\s+)?([\w$*\s{},]+?)\s+from\s+['"]([^'"]+)['"]/gm,
  )) {
    const inBraces = /^\{([^}]*)\}$/
      .exec(names.trim())?.[1]
      ?.split(',')
      .map((name) => name.trim())
      .filter(Boolean)
    const allTypes = inBraces?.every((name) => name.startsWith('type ')) ?? false
    found.push({ from, to, typeOnly: Boolean(type) || allTypes })
  }
  for (const [, to = ''] of plain.matchAll(/^import\s+['"]([^'"]+)['"]/gm)) found.push({ from, to, typeOnly: false })
  for (const [, type, to = ''] of plain.matchAll(/(typeof\s+)?\bimport\(\s*['"]([^'"]+)['"]\s*\)/g)) {
    found.push({ from, to, typeOnly: Boolean(type) })
  }
  return found
}

/** The path inside the project that an import means; null for packages and for what is not there. */
export function resolved({ from, to }: Import): string | null {
  const path = to.startsWith('#') ? to.slice(1) : to.startsWith('.') ? join(dirname(from), to) : null
  if (path === null || path.includes('node_modules')) return null
  return existsSync(join(root, path)) && /\.\w+$/.test(path) ? path : null
}

export function withoutComments(text: string): string {
  return text.replace(/\/\*[\s\S]*?\*\//g, '').replace(/(^|\s)\/\/.*$/gm, '$1')
}

export function cycles(edges: Import[]): string[] {
  const next = new Map<string, string[]>()
  for (const { from, to } of edges) next.set(from, [...(next.get(from) ?? []), to])
  const done = new Set<string>()
  const found: string[] = []
  const visit = (path: string, trail: string[]) => {
    const start = trail.indexOf(path)
    if (start >= 0) found.push([...trail.slice(start), path].join(' -> '))
    if (start >= 0 || done.has(path)) return
    for (const to of next.get(path) ?? []) visit(to, [...trail, path])
    done.add(path)
  }
  for (const path of next.keys()) visit(path, [])
  return found
}
