import { unstable_rethrow } from 'next/navigation'
import { frameOf } from '#app/_screens/frame.ts'
import { faultScreen } from '#app/_screens/seat-page.tsx'
import { userPage } from '#app/_screens/user-page.tsx'
import { PriceCalculator } from '#components/shipping/price-calculator.tsx'
import { priceView } from '#lib/web/views/price.ts'

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> }

/** Where a launch without a conversation leads: prices, and the word that booking starts from a chat. */
export default async function Price({ searchParams }: Props) {
  return await userPage('/price', async () => {
    try {
      const view = await priceView(await searchParams)
      return <PriceCalculator {...view} frame={await frameOf(null)} path="/price" />
    } catch (error) {
      unstable_rethrow(error)
      return await faultScreen(error, '/price')
    }
  })
}
