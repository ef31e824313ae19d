import { stepAt } from '#app/_screens/display.ts'
import { draftPage } from '#app/_screens/seat-page.tsx'
import { ParcelForm } from '#components/shipping/parcel-form.tsx'
import { forbiddenGoodLabels, formatSides, formatWeightUpTo, parcelSizeLabels } from '#lib/fa/labels.ts'
import { emptyForm } from '#lib/kernel/form.ts'
import { forbiddenGoods, parcelSizePresets, weightBracketsGrams } from '#lib/shipping/index.ts'
import { saveParcel } from '../actions.ts'

export default draftPage(async ({ seat, own, frame, base }) => {
  const parcel = own?.draft.choices.parcel
  const values: Record<string, string> = parcel
    ? {
        size: parcel.size,
        weight: String(parcel.weightGrams),
        forbiddenAccepted: '1',
        ...(parcel.fragile ? { fragile: '1' } : {}),
      }
    : {}
  return (
    <ParcelForm
      frame={frame}
      step={stepAt(1)}
      backHref={base}
      action={saveParcel.bind(null, seat.id)}
      initial={{ ...emptyForm, values }}
      sizes={parcelSizePresets.map(({ size, maxSidesCm, maxWeightGrams }) => ({
        value: size,
        ...parcelSizeLabels[size],
        limits: `تا ${formatSides(maxSidesCm)}، ${formatWeightUpTo(maxWeightGrams)}`,
      }))}
      weights={weightBracketsGrams.map((grams) => ({ value: String(grams), label: formatWeightUpTo(grams) }))}
      forbidden={forbiddenGoods.map((good) => forbiddenGoodLabels[good])}
    />
  )
})
