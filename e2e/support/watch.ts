import type { BrowserContext, Page, Response } from '@playwright/test'

export type Watch = {
  /** What went wrong on any page of any watched context, one sentence each. */
  problems(): string[]
  /** This spec causes such a problem on purpose. */
  tolerate(pattern: RegExp): void
  add(context: BrowserContext): void
}

/**
 * Looks over every page's shoulder: console errors, uncaught errors, answers of 500 and more that no injected fault
 * explains, and files of the page that did not arrive.
 */
export function startWatch(): Watch {
  const problems: string[] = []
  const tolerated: RegExp[] = []
  const page = (page: Page) => {
    page.on('console', (message) => {
      // What could not be loaded is judged by its answer below, where its kind is known.
      if (message.type() === 'error' && !message.text().startsWith('Failed to load resource')) {
        problems.push(`console error on ${page.url()}: ${message.text()}`)
      }
    })
    page.on('pageerror', (error) => problems.push(`uncaught error on ${page.url()}: ${error.message}`))
  }
  return {
    problems: () => problems.filter((problem) => !tolerated.some((pattern) => pattern.test(problem))),
    tolerate: (pattern) => tolerated.push(pattern),
    add: (context) => {
      for (const open of context.pages()) page(open)
      context.on('page', page)
      context.on('response', (response) => {
        const problem = wrong(response)
        if (problem) problems.push(problem)
      })
      context.on('requestfailed', (request) => {
        const reason = request.failure()?.errorText ?? 'no reason'
        const asset = ['script', 'stylesheet', 'font', 'image'].includes(request.resourceType())
        if (asset && reason !== 'net::ERR_ABORTED') problems.push(`${request.url()} did not load: ${reason}`)
      })
    },
  }
}

/**
 * A page that listens asks again until it hears, also while an app starts or ends, and is told so where its session has
 * ended meanwhile; whether it hears is seen elsewhere.
 */
const asksAgain = (response: Response) =>
  [401, 503].includes(response.status()) && /\/(events|state)$/.test(response.url())

function wrong(response: Response): string | null {
  if (asksAgain(response)) return null
  const status = response.status()
  const kind = response.request().resourceType()
  const said = `status ${status} for ${response.request().method()} ${response.url()} (${kind})`
  if (status >= 500) return response.headers()['x-injected-fault'] ? null : said
  return status >= 400 && kind !== 'document' && kind !== 'fetch' && kind !== 'xhr' ? said : null
}
