import { placeText, sampleNote } from '#app/_screens/display.ts'
import { draftPage } from '#app/_screens/seat-page.tsx'
import { FirstScreen } from '#components/shipping/first-screen.tsx'
import { parcelSizeLabels } from '#lib/fa/labels.ts'
import { formatTomanRange } from '#lib/fa/money.ts'
import { nextStep, priceRange } from '#lib/shipping/index.ts'
import { startAnew } from './actions.ts'

export default draftPage(async ({ app, seat, own, frame, base }) => {
  const post = await app.posts(seat.postToken)
  const postPlace = post?.city ? { city: post.city, district: post.district } : null
  const range = priceRange({ tariff: app.shipping.tariff, pickup: postPlace, dropoff: null })
  const choices = own?.draft.choices
  const parcel = choices?.parcel
  const place = choices ? await placeText(app.places, choices.ownPlace) : null
  const summary = [
    ...(parcel ? [`بستهٔ ${parcelSizeLabels[parcel.size].label}`] : []),
    ...(place ? [`${seat.side === 'SUPPLY' ? 'از' : 'به'} ${place}`] : []),
  ]
  const step = choices && (nextStep(app.shipping.tariff, seat.side, choices, own.contact !== null) ?? 'review')
  return (
    <FirstScreen
      frame={frame}
      post={post && { title: post.title, city: await placeText(app.places, postPlace), price: null, imageUrl: null }}
      priceRange={range && formatTomanRange(range)}
      priceNote={`بسته به اندازه، مقصد و روش ارسال.${range?.sample ? ` ${sampleNote}` : ''}`}
      startHref={`${base}/parcel`}
      draft={step ? { summary: summary.length > 0 ? `${summary.join('، ')}.` : null, href: `${base}/${step}` } : null}
      restart={step ? startAnew.bind(null, seat.id) : null}
    />
  )
})
