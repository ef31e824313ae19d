/** Where Divar offers an add-on. Contract §2. */
export const touchPoints = ['MY_POST', 'CHAT', 'MY_DIVAR', 'DIVAR_PRO', 'DEMAND_POST'] as const
export type TouchPoint = (typeof touchPoints)[number]

export const touchPointActions = ['LOAD_WEBVIEW_DIRECT_LINK', 'LOAD_WEBVIEW_SERVER_LINK', 'START_CHAT_BOT'] as const
export type TouchPointAction = (typeof touchPointActions)[number]

/** What happens there. Divar has one action for each; several stand side by side here, so that all can be tried. */
export type TouchPoints = Partial<Record<TouchPoint, TouchPointAction | TouchPointAction[]>>

export const defaultTouchPoints: TouchPoints = {
  CHAT: 'LOAD_WEBVIEW_SERVER_LINK',
  MY_POST: 'LOAD_WEBVIEW_DIRECT_LINK',
  DEMAND_POST: 'LOAD_WEBVIEW_DIRECT_LINK',
  MY_DIVAR: 'START_CHAT_BOT',
}

/** Why touch points cannot be so; null: they can. */
export function touchPointProblem(given: TouchPoints): string | null {
  for (const [point, actions] of Object.entries(given)) {
    if (!touchPoints.some((name) => name === point))
      return `no touch point ${point}; there are ${touchPoints.join(', ')}`
    const strange = [actions].flat().find((action) => !touchPointActions.includes(action))
    if (strange) return `${point} cannot have the action ${strange}; there are ${touchPointActions.join(', ')}`
    if (point === 'CHAT' && [actions].flat().includes('LOAD_WEBVIEW_DIRECT_LINK')) {
      return 'CHAT opens a web page by LOAD_WEBVIEW_SERVER_LINK only'
    }
  }
  return null
}

export const actionsAt = (points: TouchPoints, point: TouchPoint): TouchPointAction[] => [points[point] ?? []].flat()

/** How a web page is opened there; null: none is. */
export function webviewAt(points: TouchPoints, point: TouchPoint): 'direct' | 'server' | null {
  const actions = actionsAt(points, point)
  if (actions.includes('LOAD_WEBVIEW_SERVER_LINK')) return 'server'
  return actions.includes('LOAD_WEBVIEW_DIRECT_LINK') ? 'direct' : null
}
