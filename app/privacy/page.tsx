import { frameOf } from '#app/_screens/frame.ts'
import { userPage } from '#app/_screens/user-page.tsx'
import { PrivacyPage } from '#components/shipping/privacy-page.tsx'
import { privacyBusiness } from '#lib/web/views/business.ts'
import { answersFor, privacyRows, seatPaths } from '#lib/web/views/privacy.ts'

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> }

export default async function Privacy({ searchParams }: Props) {
  return await userPage('/privacy', async () => {
    const paths = seatPaths((await searchParams).seat)
    const back = paths && { label: 'بازگشت', href: paths.seat }
    const frame = { ...(await frameOf(null)), privacyUrl: null }
    const business = await privacyBusiness()
    return (
      <PrivacyPage
        frame={frame}
        answers={answersFor(business?.card.name ?? null)}
        business={business}
        rows={privacyRows()}
        back={back}
        eraseHref={paths?.erase ?? null}
      />
    )
  })
}
