import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import {
  cpSync,
  existsSync,
  linkSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { files, otherBuild, sources } from '../runner/build.ts'
import { root, temporaryFolder } from './paths.ts'

/** What the next commit may look like: additional actions, another script, and four removed actions. */
const changes: [path: string, from: string, to: string][] = [
  [
    'app/s/[seat]/actions.ts',
    'export async function saveWhat',
    'export async function first() {}\n\nexport async function saveWhat',
  ],
  ['components/ui/action-form.tsx', 'در حال ثبت…', 'در حال ثبت شدن…'],
  ['app/s/[seat]/shipment/[code]/actions.ts', 'function report(', 'function notifyCarrier('],
  ['app/s/[seat]/shipment/[code]/problem/page.tsx', '{ report }', '{ notifyCarrier }'],
  ['app/s/[seat]/shipment/[code]/problem/page.tsx', 'report.bind', 'notifyCarrier.bind'],
  ['app/desk/business/actions.ts', 'function writeBusiness(', 'function keepBusiness('],
  ['app/desk/business/page.tsx', ', writeBusiness }', ', keepBusiness }'],
  ['app/desk/business/page.tsx', '{{ writeBusiness,', '{{ writeBusiness: keepBusiness,'],
  ['app/desk/actions.ts', 'function signOut(', 'function leaveDesk('],
  ['app/_screens/desk-page.tsx', '{ signOut }', '{ leaveDesk as signOut }'],
  ['app/desk/shipments/[code]/actions.ts', 'function actOnOne(', 'function moveOne('],
  ['app/desk/shipments/[code]/page.tsx', '{ actOnOne }', '{ moveOne }'],
  ['app/desk/shipments/[code]/page.tsx', 'act={actOnOne}', 'act={moveOne}'],
]

export const goneActions = ['report', 'writeBusiness', 'signOut', 'actOnOne']

/**
 * A production build of changed sources in a clean folder of its own, named after both, with nothing set that is not set by
 * itself. Workers that need it at once each build, and the first one's stays.
 */
export function buildOther(): string {
  const inputs = readFileSync(join(root, '.next', 'built-from'), 'utf8') + JSON.stringify(changes)
  const folder = join(
    temporaryFolder(),
    `${otherBuild}${createHash('sha256').update(inputs).digest('hex').slice(0, 12)}`,
  )
  if (existsSync(folder)) return folder
  const fresh = mkdtempSync(`${folder}-`)
  build(fresh)
  try {
    renameSync(fresh, folder)
  } catch (error) {
    if (!existsSync(folder)) throw error
    rmSync(fresh, { recursive: true })
  }
  return folder
}

function build(folder: string): void {
  copyProject(folder)
  for (const [path, from, to] of changes) change(join(folder, path), from, to)
  const { NEXT_SERVER_ACTIONS_ENCRYPTION_KEY: _, ...env } = process.env
  execFileSync(process.execPath, [join(folder, 'node_modules/next/dist/bin/next'), 'build'], {
    cwd: folder,
    env: { ...env, NODE_ENV: 'production', NEXT_TELEMETRY_DISABLED: '1', BUILD_STANDALONE: 'true' },
    stdio: 'pipe',
  })
}

/** The ids of a build's server actions by the file and name of each. */
export function actionIds(folder: string): Map<string, string> {
  const path = join(folder, '.next/server/server-reference-manifest.json')
  const { node } = JSON.parse(readFileSync(path, 'utf8')) as {
    node: Record<string, { filename: string; exportedName: string }>
  }
  return new Map(Object.entries(node).map(([id, { filename, exportedName }]) => [`${filename} ${exportedName}`, id]))
}

/** The app's sources and its packages in another folder, to be changed there. */
export function copyProject(folder: string): void {
  for (const path of [...sources, ...files]) cpSync(join(root, path), join(folder, path), { recursive: true })
  linkTree(join(root, 'node_modules'), join(folder, 'node_modules'))
}

export function change(path: string, from: string, to: string): void {
  const text = readFileSync(path, 'utf8')
  if (!text.includes(from)) throw new Error(`${path} has no «${from}» to change`)
  writeFileSync(path, text.replace(from, to))
}

/** Next looks for its packages in the folder itself and follows no link out of it; hard links cost neither time nor room. */
function linkTree(from: string, to: string): void {
  mkdirSync(to, { recursive: true })
  for (const entry of readdirSync(from, { withFileTypes: true })) {
    const [source, target] = [join(from, entry.name), join(to, entry.name)]
    if (entry.isDirectory()) linkTree(source, target)
    else if (entry.isFile()) linkSync(source, target)
    else symlinkSync(readlinkSync(source), target)
  }
}
