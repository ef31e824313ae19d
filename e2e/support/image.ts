import {
  chmodSync,
  copyFileSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import type { Program } from './app.ts'
import { isOpenToAll, root } from './paths.ts'

/** A folder with what the last stage of the Dockerfile copies, and nothing else; nobody may write in it. */
export type Image = { program: Program; environment: Record<string, string>; remove(): void }

const nobody = 65_534

/** `from`: the folder of the build. */
export function layOutImage(from = root): Image {
  const last =
    readFileSync(join(root, 'Dockerfile'), 'utf8')
      .split(/^FROM /m)
      .at(-1) ?? ''
  const folder = mkdtempSync(join(tmpdir(), 'peyk-image-'))
  for (const [, path = '', to = ''] of last.matchAll(/^COPY --from=build \/app\/(\S+) (\S+)$/gm)) {
    if (!existsSync(join(from, path))) throw new Error(`${path} is not there: build with npm run build.`)
    const target = join(folder, to)
    mkdirSync(dirname(target), { recursive: true })
    cpSync(join(from, path), target, { recursive: true, verbatimSymlinks: true })
  }
  const env = /^ENV ((?:.*\\\n)*.*)$/m.exec(last)?.[1]?.replaceAll('\\\n', ' ') ?? ''
  const environment = Object.fromEntries([...env.matchAll(/(\w+)=(\S+)/g)].map(([, name, value]) => [name, value]))
  const [, script = ''] = /^CMD \["node", "([^"]+)"\]$/m.exec(last) ?? []
  setReadOnly(folder)
  // Only root can start somebody else's process, and needs to: for root nothing is read-only.
  const user = process.getuid?.() === 0 ? { uid: nobody } : {}
  const node = nodeForAll()
  return {
    program: { cwd: folder, script: join(folder, script), args: [], node: node.path, ...user },
    // Nothing of the tests' folder: another user may not read it, and an image would have none of it.
    environment: { ...(environment as Record<string, string>), NODE_OPTIONS: '' },
    remove() {
      rmSync(folder, { recursive: true, force: true })
      node.remove()
    },
  }
}

/** This Node, where another user may run it, too. */
function nodeForAll(): { path: string; remove(): void } {
  if (isOpenToAll(process.execPath)) return { path: process.execPath, remove: () => {} }
  const folder = mkdtempSync(join(tmpdir(), 'peyk-node-'))
  const path = join(folder, 'node')
  copyFileSync(process.execPath, path)
  chmodSync(folder, 0o755)
  chmodSync(path, 0o755)
  return { path, remove: () => rmSync(folder, { recursive: true, force: true }) }
}

function setReadOnly(folder: string): void {
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    const path = join(entry.parentPath, entry.name)
    if (entry.isFile()) chmodSync(path, 0o444)
    else if (entry.isDirectory()) chmodSync(path, 0o555)
  }
  chmodSync(folder, 0o555)
}
