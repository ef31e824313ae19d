// On a fresh clone only an older Node and npm exist: this file is plain JavaScript and imports node: builtins only.
import { execFileSync, spawn, spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { delimiter, dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))))
const bin = join(root, 'node_modules', '.bin')
const node24 = process.platform === 'win32' ? join(root, 'node_modules/node/bin/node.exe') : join(bin, 'node')

/** Installs what package-lock.json names and is not there, then runs the script on the pinned Node with our arguments. */
export function runOnNode24(script) {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number)
  if (major < 20 || (major === 20 && minor < 9))
    stop(`Node 20.9 or newer is needed to begin; this is ${process.version}.`)
  if (!installed()) install()
  const version = pinnedVersion()
  if (!version?.startsWith('v24.')) {
    const found = version ?? 'missing'
    stop(`Node 24 is not under node_modules (${found}): npm did not run its install script. Try "npm rebuild node".`)
  }
  const env = { ...process.env, PATH: `${bin}${delimiter}${process.env.PATH ?? ''}` }
  const child = spawn(node24, [script, ...process.argv.slice(2)], { cwd: root, stdio: 'inherit', env })
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal))
  // A shell between npm and us dies of a signal without passing it on.
  const parent = process.ppid
  setInterval(() => process.ppid !== parent && child.kill('SIGTERM'), 1000).unref()
  child.on('exit', (code, signal) => process.exit(code ?? (signal === 'SIGINT' ? 130 : 143)))
}

/** npm keeps a copy of the lock file of what it installed; packages for other platforms are left out of it. */
function installed() {
  const wanted = packages('package-lock.json')
  const present = packages('node_modules/.package-lock.json')
  if (!wanted || !present) return false
  return Object.entries(wanted).every(([path, entry]) => {
    // The project itself and its workspaces, which run from their sources: no link is needed for that.
    if (entry.link || !path.startsWith('node_modules/')) return true
    const there = present[path]
    return there ? there.version === entry.version && there.integrity === entry.integrity : entry.optional === true
  })
}

/** `npm ci` wants a lock file that names every platform's packages; where it objects, plain install keeps to the lock. */
function install() {
  console.log('Installing packages …')
  if (npm('ci') || npm('install', '--no-save')) return
  stop('npm could not install the packages: what it printed above says why.')
}

function npm(...command) {
  const done = spawnSync('npm', [...command, '--no-audit', '--no-fund'], {
    cwd: root,
    stdio: 'inherit',
    shell: process.platform === 'win32',
    env: { ...process.env, PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD: '1' },
  })
  return done.status === 0
}

function pinnedVersion() {
  try {
    return execFileSync(node24, ['--version'], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim()
  } catch {
    return null
  }
}

function packages(file) {
  try {
    return JSON.parse(readFileSync(join(root, file), 'utf8')).packages
  } catch {
    return null
  }
}

function stop(sentence) {
  console.error(sentence)
  process.exit(1)
}
