import { defaultPaths, knownKeys } from './options.ts'

export type Flag = { short?: string; several?: true; env?: string; value: string; help: string }

/** In the order of `--help`. An environment variable counts where its option is left out. */
export const flags = {
  app: { env: 'SIM_APP_URL', value: 'URL', help: "the add-on's own address (http://localhost:3000)" },
  port: { short: 'p', env: 'SIM_PORT', value: 'NUMBER', help: 'where the simulator listens (4000; 0: any free port)' },
  host: { env: 'SIM_HOST', value: 'ADDRESS', help: 'on which address (127.0.0.1)' },
  'public-url': { value: 'URL', help: 'where browsers and the add-on reach it, when that is another address' },
  slug: { env: 'SIM_SLUG', value: 'NAME', help: "the add-on's slug, which is the OAuth client_id too (my-addon)" },
  display: { value: 'TEXT', help: 'its title, on the consent page and above its messages (the slug)' },
  subtitle: { value: 'TEXT', help: 'its short line' },
  description: { value: 'TEXT', help: 'its description, on the page before the launch' },
  icon: { value: 'NAME', help: "one of Divar's icon names, for its picture (PUZZLE)" },
  color: { value: 'COLOR', help: 'behind its icon, as #rrggbb' },
  suggestion: { value: 'TEXT', help: 'the suggestion above the line to write in (the title)' },
  'api-key': { env: 'DIVAR_API_KEY', value: 'KEY', help: `x-api-key of its calls (${knownKeys.apiKey})` },
  'oauth-secret': { env: 'DIVAR_OAUTH_SECRET', value: 'KEY', help: `its client_secret (${knownKeys.oauthSecret})` },
  'identification-key': {
    env: 'DIVAR_IDENTIFICATION_KEYS',
    value: 'KEY',
    help: `Authorization of Divar's calls to it (${knownKeys.identificationKey})`,
  },
  'launch-path': { value: 'PATH', help: `Session Initialization URL (${defaultPaths.launchPath})` },
  'action-path': { value: 'PATH', help: `dynamic action URL (${defaultPaths.actionPath})` },
  'events-path': { value: 'PATH', help: `events URL (${defaultPaths.eventsPath})` },
  'fallback-path': { value: 'PATH', help: `Fallback URL of direct links (${defaultPaths.fallbackPath})` },
  'redirect-path': { several: true, value: 'PATH', help: `an OAuth redirect URL (${defaultPaths.redirectPath})` },
  'touch-point': {
    several: true,
    value: 'POINT=ACTION',
    help: 'CHAT=LOAD_WEBVIEW_SERVER_LINK and so on; once one is given, there are no others',
  },
  setting: { several: true, value: 'NAME=JSON', help: 'a setting to begin with, as plusIsSpace=false' },
  scenarios: { value: 'FILE', help: 'a JSON file with scenarios of your own, by name' },
  scenario: { value: 'NAME', help: 'the scenario to begin with (default)' },
  plugin: { several: true, value: 'MODULE', help: 'a module whose export `plugin` is a plug-in' },
  'clock-file': { env: 'CLOCK_FILE', value: 'FILE', help: 'a file with an offset in seconds, which moves the clock' },
} satisfies Record<string, Flag>

export type FlagName = keyof typeof flags

export function helpText(): string {
  const lines = Object.entries<Flag>(flags).map(([name, { short, value, env, help }]) => {
    const left = `${short ? `-${short}, ` : '    '}--${name} ${value}`
    return `  ${left.padEnd(34)}${help}${env ? ` [${env}]` : ''}`
  })
  return [
    'kenar-simulator: plays Divar for an add-on of its chat, without an account.',
    '',
    'Usage: kenar-simulator --app http://localhost:3000 [options]',
    '',
    ...lines,
    '  -h, --help                        this text',
    '',
    'A PATH is one under --app, or a whole address. (…) is the default, […] an environment variable.',
    'In the add-on, the host of the open API, of OAuth and of uploads is the address that is printed at the start.',
  ].join('\n')
}
