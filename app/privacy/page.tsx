import { frameOf } from '#app/_screens/frame.ts'
import { PrivacyPage } from '#components/shipping/privacy-page.tsx'
import { privacyRows } from '#lib/web/views/privacy.ts'

export default async function Privacy() {
  return <PrivacyPage frame={{ ...(await frameOf(null)), privacyUrl: null }} rows={privacyRows()} back={null} />
}
