export type SimulatorOptions = {
  /** 0 takes any free port. */
  port: number
  host?: string
  /** Where browsers and the app reach the simulator, when that is not `http://host:port`. */
  publicUrl?: string
  appUrl?: string
  slug?: string
  apiKey: string
  oauthSecret: string
  identificationKey: string
  /** What the carrier shares with the app, `whsec_…`; without any, the carrier believes nobody. */
  carrierKeys?: string[]
  /** The file that the app's clock reads: an offset in seconds. */
  clockFile?: string
  redirectUris?: string[]
  quiet?: boolean
}

/** What a developer would have typed into Divar's panel. Contract §1. */
export type App = {
  slug: string
  display: string
  subtitle: string
  description: string
  apiKey: string
  oauthSecret: string
  identificationKey: string
  launchUrl: string
  actionUrl: string
  eventsUrl: string
  fallbackUrl: string
  /** Where the carrier tells of steps and asks for what it missed. */
  carrierUrl: string
  carrierKeys: string[]
  redirectUris: string[]
}

export function registerApp(options: SimulatorOptions): App {
  const appUrl = (options.appUrl ?? 'http://localhost:3000').replace(/\/$/, '')
  return {
    slug: options.slug ?? 'peyk',
    display: 'پیک',
    subtitle: 'ارسال کالا با پیک، درون شهر و بین شهرها',
    description:
      'فروشنده و خریدار در همین چت دربارهٔ ارسال کالا توافق می‌کنند. هزینه را پیش از ثبت می‌بینید و نشانی شما به طرف مقابل نشان داده نمی‌شود.',
    apiKey: options.apiKey,
    oauthSecret: options.oauthSecret,
    identificationKey: options.identificationKey,
    launchUrl: `${appUrl}/api/divar/launch`,
    actionUrl: `${appUrl}/api/divar/action`,
    eventsUrl: `${appUrl}/api/divar/events`,
    fallbackUrl: `${appUrl}/launch`,
    carrierUrl: `${appUrl}/api/carrier/shipments`,
    carrierKeys: options.carrierKeys ?? [],
    redirectUris: options.redirectUris ?? [`${appUrl}/api/auth/callback/divar`],
  }
}
