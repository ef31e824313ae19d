/** Opens the app at boot, so that messages which a crash left queued leave without waiting for a visitor. */
export async function register(): Promise<void> {
  if (process.env.NEXT_RUNTIME !== 'nodejs') return
  const { startPeyk } = await import('#lib/web/start.ts')
  await startPeyk()
}
