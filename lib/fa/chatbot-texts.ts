import type { BotShipment, ChatbotTexts, OtherContent, TouchPoint } from '#lib/chatbot/index.ts'
import { toPersianDigits } from '#lib/kernel/digits.ts'
import { cleanText, isolate, isolateLtr } from '#lib/kernel/text.ts'
import { pricesEnded } from './business-texts.ts'
import { formatRelative } from './date.ts'
import { parcelSizeLabels, serviceLabels, stateLabels } from './labels.ts'
import { formatTomanRange } from './money.ts'
import { shortTitle } from './short-title.ts'
import { formatTrackingCode } from './tracking-code.ts'

const captions = {
  shipments: 'سفارش‌های من',
  track: 'پیگیری با کد',
  price: 'قیمت ارسال',
  help: 'راهنما',
  support: 'پشتیبانی',
  xo: 'بازی دوز',
  cancel: 'انصراف',
} as const

const greetings: Record<TouchPoint, string> = {
  MY_POST: 'برای فرستادن کالای آگهی‌تان، قیمت ارسال را همین‌جا بپرسید. سفارش ارسال از داخل چت با خریدار ثبت می‌شود.',
  MY_DIVAR: 'مرسوله‌هایتان را همین‌جا پیگیری کنید و قیمت ارسال را بپرسید.',
  DIVAR_PRO: 'برای ارسال کالاهای کسب‌وکارتان، قیمت را همین‌جا بپرسید و مرسوله‌ها را پیگیری کنید.',
  CHAT: 'قیمت ارسال را همین‌جا بپرسید و مرسوله را پیگیری کنید. سفارش ارسال از داخل همان چت ثبت می‌شود.',
  DEMAND_POST:
    'برای رساندن این کالا به دستتان، قیمت ارسال را همین‌جا بپرسید. سفارش ارسال از داخل چت با فروشنده ثبت می‌شود.',
}

const notTexts: Record<OtherContent, string> = {
  image: 'عکس‌ها را نمی‌توانم ببینم.',
  file: 'فایل‌ها را نمی‌توانم باز کنم.',
  voice: 'پیام صوتی را نمی‌توانم بشنوم.',
  video: 'ویدیوها را نمی‌توانم ببینم.',
  location: 'موقعیت مکانی را اینجا نمی‌توانم بخوانم.',
  contact: 'شماره‌ها را اینجا نمی‌خوانم و نگه نمی‌دارم.',
  unknown: 'این نوع پیام را نمی‌توانم بخوانم.',
}

const quote = (text: string) => `«${isolate(text)}»`
const name = (text: string) => isolate(cleanText(text, { max: 40 }))
const codeText = (code: string) => isolateLtr(formatTrackingCode(code))
const number = (value: number) => isolate(toPersianDigits(value))

/** «۳۰ ثانیه», «۵ دقیقه», «۲ ساعت», rounded up. */
function waitText(seconds: number): string {
  const whole = Math.max(1, Math.ceil(seconds))
  if (whole < 60) return isolate(`${toPersianDigits(whole)} ثانیه`)
  if (whole < 3600) return isolate(`${toPersianDigits(Math.ceil(whole / 60))} دقیقه`)
  return isolate(`${toPersianDigits(Math.ceil(whole / 3600))} ساعت`)
}

function shipmentText({ itemTitle, state, role, updatedAt, trackingCode }: BotShipment, now: Date): string {
  const title = shortTitle(itemTitle)
  const what = `${role === 'sender' ? 'فرستنده‌اید' : 'گیرنده‌اید'}: ${title === null ? 'کالا' : quote(title)}`
  const when = isolate(formatRelative(updatedAt, now))
  return [what, `وضعیت: ${stateLabels[state]} (${when})`, `کد رهگیری: ${codeText(trackingCode)}`].join('\n')
}

const wayText = ({ from, to }: { from: string; to: string }) =>
  from === to ? `داخل ${name(from)}` : `از ${name(from)} به ${name(to)}`

/** Everything that the chatbot says. */
export const chatbotTexts: ChatbotTexts = {
  done: 'پاسخ را در همین گفت‌وگو فرستادم.',
  forgotten:
    'در همین فاصله اطلاعات شما پاک شد و این گفت‌وگو دیگر به حسابتان وصل نیست؛ پس چیزی ثبت نکردم. اگر هنوز لازم است، دوباره بنویسید.',
  captions: { menu: 'منوی اصلی', cancel: captions.cancel },
  again: {
    greeting: 'سلام! در خدمتم.',
    thanks: 'خواهش می‌کنم.',
    unclear: 'متوجه نشدم.',
  },
  start: {
    greeting: (touchPoint) =>
      `سلام! من ربات پیک هستم.\n${touchPoint ? greetings[touchPoint] : 'قیمت ارسال را بپرسید یا مرسوله‌هایتان را پیگیری کنید.'}\n\nاز دکمه‌های زیر یکی را انتخاب کنید.`,
  },
  menu: {
    choose: 'چه کاری برایتان انجام بدهم؟',
    greeted: 'سلام! در خدمتم. چه کاری برایتان انجام بدهم؟',
    cancelled: 'باشه، لغو شد. چه کاری برایتان انجام بدهم؟',
    thanked: 'خواهش می‌کنم. اگر کار دیگری هست، از دکمه‌های زیر یکی را انتخاب کنید.',
  },
  shipments: {
    caption: captions.shipments,
    linkFirst:
      'برای دیدن سفارش‌ها باید بدانم شما چه کسی هستید. با دکمهٔ زیر پیک را باز کنید و این گفت‌وگو را به حساب دیوار خود وصل کنید.',
    link: 'وصل کردن به حساب من',
    none: 'هنوز سفارشی ندارید. سفارش ارسال از داخل چت با خریدار یا فروشنده ثبت می‌شود.',
    list: (shipments, now) =>
      ['تازه‌ترین سفارش‌های شما:', ...shipments.map((shipment) => shipmentText(shipment, now))].join('\n\n'),
  },
  track: {
    caption: captions.track,
    ask: 'کد رهگیری مرسوله را بنویسید. کد رهگیری ۹ حرف و عدد انگلیسی است و زیر پیام‌های پیک در چت آمده است.',
    status: ({ trackingCode, state, city }) =>
      [
        `مرسولهٔ ${codeText(trackingCode)}`,
        `وضعیت: ${stateLabels[state]}`,
        ...(city === null ? [] : [`مقصد: ${name(city)}`]),
      ].join('\n'),
    notFound:
      'مرسوله‌ای با این کد پیدا نکردم. کد رهگیری ۹ حرف و عدد انگلیسی است؛ لطفاً آن را از پیام پیک در چت کپی کنید و بفرستید.',
    stopped: (seconds) =>
      `در این گفت‌وگو کدهای زیادی پرسیده شده است. برای حفظ امنیت مرسوله‌ها، ${waitText(seconds)} دیگر دوباره امتحان کنید.`,
  },
  price: {
    caption: captions.price,
    sizes: {
      envelope: parcelSizeLabels.envelope.label,
      small: parcelSizeLabels.small.label,
      medium: parcelSizeLabels.medium.label,
      large: parcelSizeLabels.large.label,
      xlarge: parcelSizeLabels.xlarge.label,
    },
    askCities({ from, to }) {
      if (from !== null) return `از ${name(from)} به کدام شهر؟ نام شهر مقصد را بنویسید.`
      if (to !== null) return `از کدام شهر به ${name(to)}؟ نام شهر مبدأ را بنویسید.`
      return 'از کدام شهر به کدام شهر؟ مثلاً بنویسید: «قیمت از تهران به شیراز».'
    },
    askSize: (way) => `ارسال ${wayText(way)}: بسته چه اندازه‌ای است؟`,
    offers: (way, { offers, sample }) =>
      [
        `قیمت ارسال ${wayText(way)}، بستهٔ ${parcelSizeLabels[way.size].label}:`,
        ...offers.map(
          (offer) =>
            `${serviceLabels[offer.service]}: ${isolate(formatTomanRange(offer))} (${isolate(cleanText(offer.deliveryTime, { max: 60 }))})`,
        ),
        sample
          ? 'این قیمت‌ها نمونه‌اند. قیمت دقیق با وزن بسته و هنگام ثبت سفارش مشخص می‌شود.'
          : 'قیمت دقیق با وزن بسته و هنگام ثبت سفارش مشخص می‌شود.',
      ].join('\n'),
    nobody: (way) =>
      `برای ارسال ${wayText(way)} با بستهٔ ${parcelSizeLabels[way.size].label} فعلاً سرویسی نداریم. اندازه یا شهر دیگری را امتحان کنید.`,
    nothingOffered: `فعلاً سفارش تازه نمی‌گیریم. ${pricesEnded}`,
  },
  help: {
    caption: captions.help,
    text: [
      'این کارها را می‌توانم انجام بدهم:',
      `• ${quote(captions.shipments)}: تازه‌ترین سفارش‌هایتان`,
      '• پیگیری: کد رهگیری را بنویسید تا وضعیت مرسوله را بگویم',
      '• قیمت: مثلاً بنویسید «قیمت از تهران به شیراز کوچک»',
      `• ${quote(captions.support)}: پیامتان را به همکارانمان می‌رسانم`,
      '• دوز: یک دست بازی کنیم',
      '',
      'سفارش ارسال از داخل چت با خریدار یا فروشنده ثبت می‌شود. نام، نشانی و شمارهٔ کسی را اینجا نمی‌پرسم و نمی‌گویم.',
    ].join('\n'),
  },
  support: {
    caption: captions.support,
    ask: (maxLength) =>
      `مشکل یا پرسشتان را در یک پیام بنویسید یا در چند پیام پشت سر هم، روی هم تا ${number(maxLength)} حرف. اگر دربارهٔ مرسوله‌ای است، کد رهگیری را هم بنویسید. نشانی و شمارهٔ تلفن لازم نیست.\nاگر منصرف شدید، دکمهٔ ${quote(captions.cancel)} را بزنید.`,
    sent: 'پیامتان به پشتیبانی رسید. پاسخ که برسد همین‌جا نوشته می‌شود؛ اگر نشد، با پیام بعدی شما نشانش می‌دهم.\nاگر چیز دیگری هم هست، تا دو دقیقهٔ دیگر همین‌جا بنویسید تا به همین پیام اضافه شود.',
    added: 'این را هم به پیامتان اضافه کردم.',
    more: 'اگر چیز دیگری هم هست، همین‌جا بنویسید تا به پیامتان اضافه شود.',
    closed:
      'باشد. آنچه پیش از این نوشتید به پشتیبانی رسیده است. پاسخ که برسد همین‌جا نوشته می‌شود؛ اگر نشد، با پیام بعدی شما نشانش می‌دهم.',
    empty: 'پیامتان خالی بود. لطفاً مشکل یا پرسشتان را بنویسید.',
    tooLong: (length, maxLength) =>
      `پیامتان ${number(length)} حرف دارد و فرستاده نشد. لطفاً آن را تا ${number(maxLength)} حرف کوتاه کنید و دوباره بفرستید.`,
    noRoom: (length, room) =>
      room > 0
        ? `این پیام ${number(length)} حرف دارد و در پیامتان فقط برای ${number(room)} حرف دیگر جا هست؛ پس اضافه نشد. آنچه پیش از این نوشتید به پشتیبانی رسیده است. لطفاً این یکی را کوتاه کنید و دوباره بفرستید.`
        : `در پیامتان دیگر جا نیست؛ پس این یکی اضافه نشد. آنچه پیش از این نوشتید به پشتیبانی رسیده است. برای بقیه، دو دقیقهٔ دیگر دوباره ${quote(captions.support)} را بزنید.`,
    stopped: (seconds) =>
      `پیامتان فرستاده نشد، چون تازگی چند پیام فرستاده‌اید. ${waitText(seconds)} دیگر دوباره ${quote(captions.support)} را بزنید و همین پیام را بفرستید.`,
    writeOn: 'نوشتن دربارهٔ این پاسخ',
    askOn: `بنویسید تا به پشتیبانی برسانم. اگر منصرف شدید، دکمهٔ ${quote(captions.cancel)} را بزنید.`,
    written: 'نوشته‌تان به پشتیبانی رسید. پاسخ که برسد همین‌جا نوشته می‌شود؛ اگر نشد، با پیام بعدی شما نشانش می‌دهم.',
    notWritten: {
      closed: `این گفت‌وگو با پشتیبانی بسته شده است. برای پرسش تازه ${quote(captions.support)} را بزنید.`,
      too_many: `در این گفت‌وگو بیشتر از این نمی‌شود نوشت. برای پرسش تازه ${quote(captions.support)} را بزنید.`,
      not_found: `این گفت‌وگو با پشتیبانی پاک شده است. برای پرسش تازه ${quote(captions.support)} را بزنید.`,
      no_words: 'با چند کلمه بنویسید تا معلوم باشد چه می‌خواهید.',
    },
  },
  xo: {
    caption: captions.xo,
    cell: (cell, owner) => (owner === null ? toPersianDigits(cell + 1) : owner === 'person' ? '❌' : '⭕'),
    begun: (startedBy) =>
      startedBy === 'person'
        ? 'یک دست دوز! شما ❌ هستید و من ⭕. شما شروع کنید: روی یکی از خانه‌ها بزنید.'
        : 'یک دست دوز! شما ❌ هستید و من ⭕. این بار من شروع کردم؛ نوبت شماست.',
    yourTurn: 'نوبت شماست.',
    ended: {
      bot: 'این دست را من بردم. برای بازی دوباره، روی یکی از خانه‌ها بزنید یا بنویسید «دوز».',
      draw: 'مساوی شدیم! برای بازی دوباره، روی یکی از خانه‌ها بزنید یا بنویسید «دوز».',
      person: 'شما بردید! برای بازی دوباره، روی یکی از خانه‌ها بزنید یا بنویسید «دوز».',
    },
    taken: 'این خانه پر است. یک خانهٔ خالی را انتخاب کنید.',
    stale: 'این صفحه قدیمی است. صفحهٔ تازهٔ بازی را فرستادم.',
    overtaken: 'حرکت دیگری زودتر رسید. صفحهٔ تازهٔ بازی را فرستادم.',
  },
  other: {
    unknown: (near) =>
      near
        ? 'درست متوجه نشدم. منظورتان یکی از این‌هاست؟'
        : 'متوجه نشدم. از دکمه‌های زیر یکی را انتخاب کنید یا کد رهگیری مرسوله را بنویسید.',
    unknownTap: 'این دکمه دیگر کار نمی‌کند. از دکمه‌های زیر یکی را انتخاب کنید.',
    cannot: (content) => notTexts[content],
    notText: (content) =>
      `${notTexts[content]} لطفاً بنویسید: کد رهگیری، قیمت بین دو شهر، یا یکی از دکمه‌های زیر را بزنید.`,
  },
}
