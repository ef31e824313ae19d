'use client'

import { type ReactNode, useEffect, useEffectEvent, useRef, useState } from 'react'
import { RadioCards } from '#components/ui/radio-cards.tsx'

export type ServiceChoice = {
  value: string
  label: string
  /** «۲ تا ۴ ساعت»; null when unavailable. */
  time: string | null
  /** How it works; null when unavailable. */
  sentence: string | null
  /** «۸۵٬۰۰۰ تومان» or a range; null when unavailable. */
  price: string | null
  /** Why it cannot be chosen; null when it can. */
  unavailable: string | null
}

/** `query`: what was asked; `shown`: the prices as they go back with the form. */
export type Prices = { query: string; shown: string; services: ServiceChoice[] }

type LivePricesProps = {
  /** What the prices depend on. */
  children: ReactNode
  /** As the server drew them. */
  served: Prices
  url: string
  /** Whether the service was chosen by hand; else it is the cheapest, also of new prices. */
  hasChosen: boolean
  label: string
  /** What is said of each state. */
  said: Record<AskState, string>
  /** Stands under the prices. */
  after: ReactNode
}

type AskState = 'settled' | 'asking' | 'failed'

/** The services with prices that follow every change of the fields above them. */
export function LivePrices({ children, served, url, hasChosen, label, said, after }: LivePricesProps) {
  const box = useRef<HTMLDivElement>(null)
  const isByHand = useRef(hasChosen)
  const { prices, state, ask } = usePrices(box, served, url)

  useEffect(() => {
    const radios = Array.from(box.current?.querySelectorAll<HTMLInputElement>('input[name=service]') ?? [])
    if (isByHand.current && radios.some(({ checked, disabled }) => checked && !disabled)) return
    isByHand.current = false
    const cheapest = prices.services.find(({ unavailable }) => unavailable === null)?.value
    for (const radio of radios) radio.checked = radio.value === cheapest
  }, [prices])

  return (
    <div
      ref={box}
      className="flex flex-col gap-4"
      onChange={({ target }) => {
        if ((target as unknown as HTMLInputElement).name === 'service') isByHand.current = true
        ask()
      }}
    >
      {children}
      <div aria-busy={state === 'asking'} data-prices={state} className="space-y-2">
        <RadioCards
          name="service"
          label={label}
          cards={prices.services.map(({ time, sentence, price, ...card }) => ({
            ...card,
            detail: time,
            more: sentence,
            aside: price,
          }))}
        />
        <input type="hidden" name="prices" value={prices.shown} />
        <p role="status" className={state === 'settled' ? 'sr-only' : 'text-sm text-muted'}>
          {said[state]}
        </p>
        {after}
      </div>
    </div>
  )
}

/** The prices for what stands in the form around `box`: the last question wins, and a failed one keeps what there is. */
function usePrices(box: { current: HTMLDivElement | null }, served: Prices, url: string) {
  const [live, setLive] = useState<{ over: Prices; prices: Prices } | null>(null)
  const [state, setState] = useState<AskState>('settled')
  const asked = useRef(served.query)
  const running = useRef<AbortController | null>(null)
  const prices = live?.over === served ? live.prices : served

  function ask() {
    const form = box.current?.closest('form')
    if (!form) return
    const query = queryLike(served.query, new FormData(form))
    if (query === asked.current) return
    asked.current = query
    running.current?.abort()
    const stop = new AbortController()
    running.current = stop
    setState('asking')
    fetch(`${url}?${query}`, { signal: stop.signal })
      .then(async (response) => {
        if (!response.ok) throw response
        const fresh = (await response.json()) as Prices
        if (stop.signal.aborted) return
        setLive({ over: served, prices: fresh })
        setState('settled')
      })
      .catch(() => {
        if (stop.signal.aborted) return
        asked.current = ''
        setState('failed')
      })
  }
  const askFromEffect = useEffectEvent(ask)

  // What was chosen before the scripts ran, or brought back by the browser, was told to nobody.
  useEffect(() => {
    asked.current = served.query
    setState('settled')
    askFromEffect()
    const again = () => askFromEffect()
    addEventListener('online', again)
    return () => {
      removeEventListener('online', again)
      running.current?.abort()
    }
  }, [served])

  return { prices, state, ask }
}

/** The same question for what stands in the form now. */
function queryLike(query: string, form: FormData): string {
  const names = [...new URLSearchParams(query).keys()]
  return new URLSearchParams(names.map((name) => [name, String(form.get(name) ?? '')])).toString()
}
