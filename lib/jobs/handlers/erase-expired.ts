type Deps = { eraseExpired: () => Promise<void> }

export const eraseExpiredJob = (deps: Deps) => async () => {
  await deps.eraseExpired()
}
