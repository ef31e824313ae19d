'use client'

import { type ReactNode, useContext, useEffect, useRef, useState } from 'react'
import { FormContext } from '#components/ui/form-context.ts'
import { type OptionGroup, Select } from '#components/ui/select.tsx'

export type Named = { slug: string; display: string }

export type CityDistrictProps = {
  cityGroups: OptionGroup[]
  /** The city that the server knows of, empty when none is chosen. */
  city: string
  /** Its districts; null when none is chosen, empty when it has none. */
  districts: Named[] | null
  /** Answers `?city={slug}` with `{"districts":[{"slug","display"}]}`. */
  districtsUrl: string
  cityLabel?: string
  /** Said when scripts do not run. */
  fallback: ReactNode
}

/** What has not come by then is asked for again. */
const patienceMs = 8_000

/** The districts of a city; asked for again and again until they come. */
function useDistricts(city: string, known: Named[] | null, districtsUrl: string) {
  const { state } = useContext(FormContext)
  const [found, setFound] = useState<{ city: string; districts: Named[] } | null>(null)
  const [failed, setFailed] = useState('')
  const [tries, setTries] = useState(0)
  const districts = found?.city === city ? found.districts : known
  const isMissing = city !== '' && districts === null

  // biome-ignore lint/correctness/useExhaustiveDependencies: each try asks once more, and so does each answer to the form.
  useEffect(() => {
    if (!isMissing) return
    const stop = new AbortController()
    const again = () => setTries((count) => count + 1)
    const patience = setTimeout(again, patienceMs)
    addEventListener('online', again)
    const ask = async () => {
      const response = await fetch(`${districtsUrl}?city=${encodeURIComponent(city)}`, { signal: stop.signal })
      const { districts: all } = (await response.json()) as { districts?: Named[] }
      if (!all) throw new Error(`districts: ${response.status}`)
      if (!stop.signal.aborted) setFound({ city, districts: all })
    }
    ask().catch(() => stop.signal.aborted || setFailed(city))
    return () => {
      stop.abort()
      clearTimeout(patience)
      removeEventListener('online', again)
    }
  }, [city, isMissing, districtsUrl, tries, state])

  return { districts: districts ?? [], isMissing, isFailing: isMissing && failed === city }
}

export function CityDistrict(props: CityDistrictProps) {
  const { cityGroups, districtsUrl, cityLabel = 'شهر', fallback } = props
  const { state } = useContext(FormContext)
  const [city, setCity] = useState(state.values.city ?? '')
  const select = useRef<HTMLSelectElement>(null)
  const known = city === props.city ? props.districts : null
  const { districts, isMissing, isFailing } = useDistricts(city, known, districtsUrl)

  // A city chosen before the scripts ran, or brought back by the browser, was told to nobody.
  useEffect(() => setCity(select.current?.value ?? ''), [])

  return (
    <>
      <Select
        ref={select}
        name="city"
        label={cityLabel}
        placeholder="شهر را انتخاب کنید"
        autoComplete="address-level2"
        groups={cityGroups}
        onChange={setCity}
      />
      {districts.length > 0 && (
        <Select
          key={city}
          name="district"
          label="محله"
          placeholder="محله را انتخاب کنید"
          autoComplete="address-level3"
          groups={[{ label: null, options: districts.map(({ slug, display }) => ({ value: slug, label: display })) }]}
        />
      )}
      <p role="status" className={isMissing ? 'text-sm text-muted' : 'sr-only'}>
        {isMissing && (isFailing ? 'محله‌ها نیامد؛ با وصل شدن اینترنت می‌آید.' : 'محله‌ها می‌آید…')}
      </p>
      <noscript>{fallback}</noscript>
    </>
  )
}
