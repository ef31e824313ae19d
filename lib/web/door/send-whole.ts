import type { IncomingMessage, ServerResponse } from 'node:http'

/**
 * Has what a page's own scripts ask of the framework, a redraw or an action, go out as it compresses best. The framework has its
 * compression flushed after each of the ten pieces that it makes of an answer, which takes longer than compressing; the page
 * reads all of an answer before it looks at it (`components/ui/watched-fetch.ts`).
 */
export function sendWhole({ headers }: IncomingMessage, response: ServerResponse): void {
  if (headers.rsc === undefined && headers['next-action'] === undefined) return
  // The compression puts its own there, and the framework calls it where there is one.
  Object.defineProperty(response, 'flush', { get: () => undefined, set: () => undefined })
}
