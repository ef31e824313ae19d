import { readSettings } from '#lib/settings.ts'
import { serve } from '../serve.ts'
import { openOtherAddon } from './app.ts'

const settings = readSettings(process.env)
const addon = await openOtherAddon(settings)
const close = serve(settings.PORT, settings.APP_URL, addon.answer)
process.once('SIGTERM', () => {
  close()
  void addon.stop()
})
