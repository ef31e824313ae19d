import { carrierCompany } from '../../carrier-company/index.ts'
import { type Simulator, startSimulator } from '../../simulator/index.ts'
import { carrierKeysOf, type Secrets } from '../settings.ts'
import { peykScenarios } from './scenarios.ts'

export type DivarOptions = {
  port: number
  host?: string | undefined
  appUrl: string
  slug?: string | undefined
  secrets: Pick<Secrets, 'DIVAR_API_KEY' | 'DIVAR_OAUTH_SECRET' | 'DIVAR_IDENTIFICATION_KEYS' | 'CARRIER_KEYS'>
  clockFile?: string | undefined
}

/** The simulator with Peyk registered, and the courier company as a plug-in. */
export const startDivar = ({ secrets, appUrl, slug = 'peyk', ...options }: DivarOptions): Promise<Simulator> =>
  startSimulator({
    ...options,
    appUrl,
    slug,
    display: 'پیک',
    subtitle: 'ارسال کالا با پیک، درون شهر و بین شهرها',
    description:
      'فروشنده و خریدار در همین چت دربارهٔ ارسال کالا توافق می‌کنند. هزینه را پیش از ثبت می‌بینید و نشانی شما به طرف مقابل نشان داده نمی‌شود.',
    // The app's own mark and colour.
    icon: 'SEND',
    color: '#0b6470',
    suggestion: 'ارسال کالا با پیک',
    apiKey: secrets.DIVAR_API_KEY,
    oauthSecret: secrets.DIVAR_OAUTH_SECRET,
    identificationKey: secrets.DIVAR_IDENTIFICATION_KEYS.split(',')[0] ?? '',
    launchPath: '/api/divar/launch',
    actionPath: '/api/divar/action',
    eventsPath: '/api/divar/events',
    fallbackPath: '/launch',
    redirectPaths: ['/api/auth/callback/divar'],
    touchPoints: {
      CHAT: ['LOAD_WEBVIEW_SERVER_LINK', 'START_CHAT_BOT'],
      MY_POST: ['LOAD_WEBVIEW_DIRECT_LINK', 'START_CHAT_BOT'],
      DEMAND_POST: ['LOAD_WEBVIEW_DIRECT_LINK', 'START_CHAT_BOT'],
      MY_DIVAR: 'START_CHAT_BOT',
      DIVAR_PRO: 'START_CHAT_BOT',
    },
    // Peyk sends %20, so the strict reading finds out when it does not.
    settings: { plusIsSpace: false },
    scenarios: peykScenarios,
    plugins: [carrierCompany({ appUrl, keys: carrierKeysOf(secrets) })],
    quiet: true,
  })
