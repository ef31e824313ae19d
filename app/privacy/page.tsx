import { frameOf } from '#app/_screens/frame.ts'
import { PrivacyPage } from '#components/shipping/privacy-page.tsx'
import { retention } from '#lib/access/index.ts'
import { keptText, retentionTexts } from '#lib/fa/retention.ts'

export default async function Privacy() {
  const frame = await frameOf(null)
  const rows = retention.map(({ item, keptSeconds }) => {
    const { item: name, what, why } = retentionTexts[item]
    return { item: name, what, why, howLong: keptText(item, keptSeconds) }
  })
  return <PrivacyPage frame={{ ...frame, privacyUrl: null }} rows={rows} back={null} />
}
