import { frameOf } from '#app/_screens/frame.ts'
import { PrivacyPage } from '#components/shipping/privacy-page.tsx'
import { asPage } from '#lib/web/request.ts'
import { privacyRows } from '#lib/web/views/privacy.ts'

export default async function Privacy() {
  return await asPage('/privacy', async () => {
    return <PrivacyPage frame={{ ...(await frameOf(null)), privacyUrl: null }} rows={privacyRows()} back={null} />
  })
}
