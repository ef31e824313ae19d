import { draftPage } from '#app/_screens/seat-page.tsx'
import { AddressForm } from '#components/shipping/address-form.tsx'
import { stepAt } from '#lib/web/views/display.ts'
import { bookingAddressView } from '#lib/web/views/forms.ts'
import { forgetAddress, saveAddress } from '../actions.ts'

export default draftPage('/s/[seat]/address', async (here) => (
  <AddressForm
    {...(await bookingAddressView(here))}
    frame={here.frame}
    side={here.seat.side}
    step={stepAt(2)}
    backHref={here.base}
    action={saveAddress.bind(null, here.seat.id)}
    forget={forgetAddress.bind(null, here.seat.id)}
  />
))
