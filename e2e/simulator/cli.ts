import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { type ParseArgsOptionsConfig, parseArgs } from 'node:util'
import { type Flag, type FlagName, flags, helpText } from './cli-flags.ts'
import { isObject } from './http.ts'
import type { SimulatorOptions } from './options.ts'
import type { PluginFactory } from './plugins.ts'
import type { Settings } from './settings.ts'
import type { TouchPointAction, TouchPoints } from './touch-points.ts'

/** The options of a command line, or what `--help` prints. Throws where something cannot be. */
export async function readCommandLine(
  args: string[],
  env: Record<string, string | undefined>,
): Promise<SimulatorOptions | { help: string }> {
  const options: ParseArgsOptionsConfig = { help: { type: 'boolean', short: 'h' } }
  for (const [name, { short, several = false }] of Object.entries<Flag>(flags)) {
    options[name] = { type: 'string', multiple: several, ...(short ? { short } : {}) }
  }
  const { values } = parseArgs({ args, options })
  if (values.help === true) return { help: helpText() }
  const all = (name: FlagName): string[] => [values[name] ?? fromEnvironment(flags[name], env) ?? []].flat().map(String)
  const one = (name: FlagName): string | undefined => all(name)[0]
  const several = (name: FlagName): string[] | undefined => (all(name).length > 0 ? all(name) : undefined)
  const scenarios = one('scenarios')
  return {
    appUrl: one('app'),
    port: readPort(one('port')),
    host: one('host'),
    publicUrl: one('public-url'),
    slug: one('slug'),
    display: one('display'),
    subtitle: one('subtitle'),
    description: one('description'),
    icon: one('icon'),
    color: one('color'),
    suggestion: one('suggestion'),
    apiKey: one('api-key'),
    oauthSecret: one('oauth-secret'),
    // Several while they are rotated, the newest first.
    identificationKey: one('identification-key')?.split(',')[0],
    launchPath: one('launch-path'),
    actionPath: one('action-path'),
    eventsPath: one('events-path'),
    fallbackPath: one('fallback-path'),
    redirectPaths: several('redirect-path'),
    touchPoints: several('touch-point') && readTouchPoints(all('touch-point')),
    settings: readSettings(all('setting')),
    scenarios: scenarios === undefined ? undefined : readScenarios(scenarios),
    scenario: one('scenario'),
    plugins: await Promise.all(all('plugin').map(loadPlugin)),
    clockFile: one('clock-file'),
  }
}

const fromEnvironment = ({ env: name }: Flag, env: Record<string, string | undefined>): string | undefined =>
  (name && env[name]) || undefined

function readPort(text: string | undefined): number | undefined {
  if (text === undefined) return undefined
  const port = Number(text)
  if (!/^\d+$/.test(text) || port > 65_535) throw new Error(`--port must be a number from 0 to 65535, not ${text}`)
  return port
}

function pairOf(flag: FlagName, text: string): [string, string] {
  const sign = text.indexOf('=')
  if (sign < 1) throw new Error(`--${flag} must be ${flags[flag].value}, not ${text}`)
  return [text.slice(0, sign), text.slice(sign + 1)]
}

/** The names are checked when the app is registered. */
function readTouchPoints(texts: string[]): TouchPoints {
  const points: Record<string, TouchPointAction[]> = {}
  for (const [point, action] of texts.map((text) => pairOf('touch-point', text))) {
    points[point] = [...(points[point] ?? []), action as TouchPointAction]
  }
  return points
}

/** The names are checked at the start. A value that is no JSON is a text. */
function readSettings(texts: string[]): Partial<Settings> {
  return Object.fromEntries(
    texts.map((text) => {
      const [name, value] = pairOf('setting', text)
      try {
        return [name, JSON.parse(value)]
      } catch {
        return [name, value]
      }
    }),
  )
}

function readScenarios(file: string): SimulatorOptions['scenarios'] {
  const read: unknown = JSON.parse(readFileSync(file, 'utf8'))
  if (!isObject(read)) throw new Error(`${file} must hold an object of scenarios by name`)
  for (const [name, scenario] of Object.entries(read)) {
    const missing = ['users', 'posts', 'conversations'].find(
      (list) => !isObject(scenario) || !Array.isArray(scenario[list]),
    )
    if (missing) throw new Error(`the scenario ${name} of ${file} needs a list of ${missing}`)
  }
  return read as SimulatorOptions['scenarios']
}

async function loadPlugin(name: string): Promise<PluginFactory> {
  const isFile = name.startsWith('.') || name.startsWith('/')
  const module: { plugin?: PluginFactory } = await import(isFile ? pathToFileURL(resolve(name)).href : name)
  if (typeof module.plugin !== 'function') throw new Error(`${name} has no function named plugin`)
  return module.plugin
}
