import type { PluginFactory } from './plugins.ts'
import type { ScenarioData } from './scenarios/index.ts'
import type { Settings } from './settings.ts'
import { defaultTouchPoints, type TouchPoints, touchPointProblem } from './touch-points.ts'

export type SimulatorOptions = {
  /** 4000 when left out; 0 takes any free port. */
  port?: number | undefined
  /** Where it listens; 127.0.0.1 when left out. */
  host?: string | undefined
  /** Where browsers and the app reach the simulator, when that is not `http://host:port`. */
  publicUrl?: string | undefined
  /** The add-on's own address; http://localhost:3000 when left out. */
  appUrl?: string | undefined

  slug?: string | undefined
  /** The title; the slug when left out. */
  display?: string | undefined
  subtitle?: string | undefined
  description?: string | undefined
  /** One of Divar's icon names, for the round picture. */
  icon?: string | undefined
  /** Behind the icon, as `#rrggbb`; the simulator's own when left out. */
  color?: string | undefined
  /** The suggestion above the line to write in; the title when left out. */
  suggestion?: string | undefined

  /** What an app calls Divar with, and Divar the app. Well-known values when left out: see `knownKeys`. */
  apiKey?: string | undefined
  oauthSecret?: string | undefined
  identificationKey?: string | undefined

  /** Paths of the app, or whole addresses. */
  launchPath?: string | undefined
  actionPath?: string | undefined
  eventsPath?: string | undefined
  fallbackPath?: string | undefined
  redirectPaths?: string[] | undefined

  touchPoints?: TouchPoints | undefined
  /** Put over the default settings; a reset comes back to them. */
  settings?: Partial<Settings> | undefined
  /** Added to the built-in ones, or in place of one of the same name. */
  scenarios?: Record<string, ScenarioData> | undefined
  /** The one to begin with; `default` when left out. */
  scenario?: string | undefined
  plugins?: PluginFactory[] | undefined
  /** A file with an offset in seconds, by which the clock can be moved from outside and the app can share it. */
  clockFile?: string | undefined
  /** Prints nothing. */
  quiet?: boolean | undefined
}

/** What a developer would have typed into Divar's panel. Contract §1. */
export type App = {
  slug: string
  display: string
  subtitle: string
  description: string
  icon: string
  /** Behind its icon, `#rrggbb`; null: the simulator's own. */
  color: string | null
  suggestion: string
  apiKey: string
  oauthSecret: string
  identificationKey: string
  launchUrl: string
  actionUrl: string
  eventsUrl: string
  fallbackUrl: string
  redirectUris: string[]
  touchPoints: TouchPoints
}

export const knownKeys = {
  apiKey: 'simulator-api-key',
  oauthSecret: 'simulator-oauth-secret',
  identificationKey: 'simulator-identification-key',
}

export const defaultPaths = {
  launchPath: '/api/divar/session',
  actionPath: '/api/divar/action',
  eventsPath: '/api/divar/events',
  fallbackPath: '/divar',
  redirectPath: '/api/divar/oauth/callback',
}

function colorOf(color: string | undefined): string | null {
  if (color === undefined) return null
  if (!/^#[0-9a-f]{6}$/i.test(color)) throw new Error(`a color is written as #rrggbb, not ${color}`)
  return color
}

/** The app as Divar knows it. Throws where an option cannot be. */
export function registerApp(options: SimulatorOptions): App {
  const { slug = 'my-addon', touchPoints = defaultTouchPoints } = options
  const display = options.display ?? slug
  const problem = touchPointProblem(touchPoints)
  if (problem) throw new Error(problem)
  const address = (path: string) => addressOf(options.appUrl ?? 'http://localhost:3000', path)
  const redirects = (options.redirectPaths ?? [defaultPaths.redirectPath]).map(address)
  const withQuery = redirects.find((uri) => uri.includes('?'))
  if (withQuery) throw new Error(`a redirect address has no query of its own, but ${withQuery} has`)
  return {
    slug,
    display,
    subtitle: options.subtitle ?? '',
    description: options.description ?? '',
    icon: options.icon ?? 'PUZZLE',
    color: colorOf(options.color),
    suggestion: options.suggestion ?? display,
    apiKey: options.apiKey ?? knownKeys.apiKey,
    oauthSecret: options.oauthSecret ?? knownKeys.oauthSecret,
    identificationKey: options.identificationKey ?? knownKeys.identificationKey,
    launchUrl: address(options.launchPath ?? defaultPaths.launchPath),
    actionUrl: address(options.actionPath ?? defaultPaths.actionPath),
    eventsUrl: address(options.eventsPath ?? defaultPaths.eventsPath),
    fallbackUrl: address(options.fallbackPath ?? defaultPaths.fallbackPath),
    redirectUris: redirects,
    touchPoints,
  }
}

/** A path under the app's address, which may have a path of its own; or a whole address as it stands. */
function addressOf(appUrl: string, path: string): string {
  if (/^https?:\/\//.test(path) && URL.canParse(path)) return path
  if (!/^https?:\/\//.test(appUrl) || !URL.canParse(appUrl)) throw new Error(`${appUrl} is no http(s) address`)
  if (!path.startsWith('/')) throw new Error(`${path} must begin with / or be a whole http(s) address`)
  return `${appUrl.replace(/\/+$/, '')}${path}`
}
