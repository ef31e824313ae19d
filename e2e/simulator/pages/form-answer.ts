import { cookie, json, type Reply, type Request, redirect } from '../http.ts'
import type { Side, User } from '../world.ts'
import type { Outcome } from './taps.ts'

/** Where a tap was made: who, the page to be on again, and how the completion page finds it. */
export type Origin = { user: User; path: string; returnTo: string }

/** With the script as JSON, without it as a page. */
export function answerTap(request: Request, { user, path, returnTo }: Origin, outcome: Outcome): Reply {
  const cookies = [cookie('sim_user', user.id), cookie('sim_return', returnTo)]
  if (wantsJson(request)) {
    const reply = json(200, outcome)
    return { ...reply, headers: { ...reply.headers, 'set-cookie': cookies } }
  }
  if (outcome.url) return redirect(outcome.url, cookies)
  return redirect(`${path}&note=${encodeURIComponent(outcome.text ?? '')}`, cookies)
}

export const wantsJson = (request: Request): boolean => (request.headers.accept ?? '').includes('application/json')

export const readSide = (value: string | null): Side | null => (value === 'SUPPLY' || value === 'DEMAND' ? value : null)

export const readOpen = (value: string | null): string => (value === 'webview' || value === 'popup' ? value : 'auto')
