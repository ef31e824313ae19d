import { DefinitionList, type Row } from '#components/ui/definition-list.tsx'
import { Fold, Folds } from '#components/ui/fold.tsx'
import { type BusinessCardProps, BusinessRows } from './business-card.tsx'
import { ChatLog, type ChatLogProps } from './chat-log.tsx'
import { NoticeSection, type NoticeSectionProps } from './notice-section.tsx'
import { OwnAddress, type OwnAddressProps } from './own-address.tsx'
import { PriceList, type PriceSummary } from './price-parts.tsx'
import { SafetyRules, safetyTitle } from './safety-note.tsx'

export type ShipmentDetailsProps = {
  rows: Row[]
  /** «کوچک، پیک همان‌روز» */
  parcelFact: string
  price: PriceSummary
  address: OwnAddressProps | null
  chat: ChatLogProps
  /** Null where nothing is left to tell. */
  notices: NoticeSectionProps | null
  business: BusinessCardProps | null
  /** The parcel stands above already. */
  answers: boolean
}

/** What a person looks up now and then, each behind a row that says the main fact. */
export function ShipmentDetails({
  rows,
  parcelFact,
  price,
  address,
  chat,
  notices,
  business,
  answers,
}: ShipmentDetailsProps) {
  return (
    <Folds>
      {!answers && (
        <Fold title="مرسوله" fact={parcelFact}>
          <DefinitionList rows={rows} />
        </Fold>
      )}
      <Fold title={price.total.label} fact={price.total.amount}>
        <PriceList price={price} />
      </Fold>
      {address && <OwnAddress {...address} />}
      {chat.rows.length > 0 && (
        <Fold title="خبرها در چت" fact={chat.fact}>
          <ChatLog {...chat} />
        </Fold>
      )}
      {notices && (
        <Fold title="خبرها در ربات پیک" fact={notices.isOn ? 'روشن' : 'خاموش'} id="notices" isOpen={notices.isRefused}>
          <NoticeSection {...notices} />
        </Fold>
      )}
      {business && (
        <Fold title="چه کسی کالا را می‌برد؟" fact={business.name}>
          <BusinessRows rows={business.rows} />
        </Fold>
      )}
      <Fold title={safetyTitle} fact="رمز پویا را نگویید">
        <div className="text-sm">
          <SafetyRules />
        </div>
      </Fold>
    </Folds>
  )
}
