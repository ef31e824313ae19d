import { isolate } from '#lib/kernel/text.ts'
import type { Vehicle } from '#lib/kernel/vehicle.ts'
import type { Courier } from '#lib/shipping/index.ts'

const comes: Record<Vehicle, string> = {
  motorcycle: 'با موتور',
  car: 'با خودرو',
  van: 'با وانت',
  truck: 'با کامیون',
  bicycle: 'با دوچرخه',
  on_foot: 'پیاده',
}

/** The vehicle by itself, to choose from. */
export const vehicleLabels: Record<Vehicle, string> = {
  motorcycle: 'موتور',
  car: 'خودرو',
  van: 'وانت',
  truck: 'کامیون',
  bicycle: 'دوچرخه',
  on_foot: 'پیاده',
}

/** «علی با موتور»: the name is the business's own word, and stands isolated. */
export const courierText = ({ name, vehicle }: Courier): string =>
  vehicle === null ? isolate(name) : `${isolate(name)} ${comes[vehicle]}`
