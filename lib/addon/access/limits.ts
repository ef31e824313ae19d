/** How long things of the way in live. */
export const ticketSeconds = 2 * 60
export const sessionSeconds = 8 * 60 * 60
export const idleSeconds = 15 * 60
/** A session's activity is written at most this often. */
export const touchSeconds = 60
/** How long the public session id before the newest one still works: requests under way must not fall. */
export const oldSidSeconds = 60
/** Sign-ins this close together count as one moment: nobody knows whose cookie the browser keeps, so all of them last. */
export const sameMomentSeconds = 10
export const joinSeconds = 60
/** As long as Auth.js keeps its state and PKCE cookies. */
export const attemptSeconds = 15 * 60
export const refreshLeaseSeconds = 30
/** A token this near its end counts as ended. */
export const tokenMarginSeconds = 60
