'use client'

import { type ReactNode, useContext, useEffect, useEffectEvent, useRef, useState } from 'react'
import { FormContext } from '#components/ui/form-context.ts'
import { type OptionGroup, Select } from '#components/ui/select.tsx'

export type Named = { slug: string; display: string }

export type CityDistrictProps = {
  cityGroups: OptionGroup[]
  /** Districts of the city that stands in the form; null when none is chosen, empty when it has none. */
  districts: Named[] | null
  /** Answers `?city={slug}` with `{"districts":[{"slug","display"}]}`. */
  districtsUrl: string
  cityLabel?: string
  /** Said when scripts do not run. */
  fallback: ReactNode
}

type Loading = 'no' | 'yes' | 'failed'

export function CityDistrict({ cityGroups, districts, districtsUrl, cityLabel = 'شهر', fallback }: CityDistrictProps) {
  const { state } = useContext(FormContext)
  const [loaded, setLoaded] = useState<{ city: string; districts: Named[] } | null>(null)
  const [loading, setLoading] = useState<Loading>('no')
  const wanted = useRef('')
  const select = useRef<HTMLSelectElement>(null)
  const shown = loaded ? loaded.districts : (districts ?? [])

  async function choose(city: string) {
    wanted.current = city
    setLoaded({ city, districts: [] })
    if (city === '') return
    setLoading('yes')
    try {
      const response = await fetch(`${districtsUrl}?city=${encodeURIComponent(city)}`)
      if (!response.ok) throw new Error(`districts: ${response.status}`)
      const found = ((await response.json()) as { districts: Named[] }).districts
      if (wanted.current === city) {
        setLoaded({ city, districts: found })
        setLoading('no')
      }
    } catch {
      if (wanted.current === city) setLoading('failed')
    }
  }

  // A city chosen before the scripts ran, or brought back by the browser, was told to nobody.
  const catchUp = useEffectEvent(() => {
    const chosen = select.current?.value ?? ''
    if (chosen !== (state.values.city ?? '')) void choose(chosen)
  })
  useEffect(() => catchUp(), [])

  return (
    <>
      <Select
        ref={select}
        name="city"
        label={cityLabel}
        placeholder="شهر را انتخاب کنید"
        autoComplete="address-level2"
        groups={cityGroups}
        onChange={choose}
      />
      {shown.length > 0 && (
        <Select
          key={loaded?.city ?? state.values.city}
          name="district"
          label="محله"
          placeholder="محله را انتخاب کنید"
          autoComplete="address-level3"
          groups={[{ label: null, options: shown.map(({ slug, display }) => ({ value: slug, label: display })) }]}
        />
      )}
      <p role="status" className={loading === 'no' ? 'sr-only' : 'text-sm text-muted'}>
        {loading === 'yes' && 'محله‌ها را می‌آوریم…'}
        {loading === 'failed' && 'محله‌ها نیامد؛ «ادامه» را بزنید تا دوباره بیاوریم.'}
      </p>
      <noscript>{fallback}</noscript>
    </>
  )
}
