import type { OptionGroup } from '#components/ui/select.tsx'
import type { Named } from './city-district.tsx'

/** Popular cities first, then the rest in Persian order; nobody stands in both, so that the form has one answer. */
export function cityGroups(cities: Named[], popular: string[]): OptionGroup[] {
  const option = ({ slug, display }: Named) => ({ value: slug, label: display })
  const first = popular.flatMap((slug) => cities.filter((city) => city.slug === slug))
  const rest = cities
    .filter((city) => !popular.includes(city.slug))
    .sort((a, b) => a.display.localeCompare(b.display, 'fa'))
  return [
    { label: 'شهرهای پرکاربرد', options: first.map(option) },
    { label: 'شهرهای دیگر', options: rest.map(option) },
  ].filter((group) => group.options.length > 0)
}
