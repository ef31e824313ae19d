import { type ScenarioData, scenarios } from '../../simulator/index.ts'

type Messages = ScenarioData['conversations'][number]['messages']

/** What is said where the simulator's own scenario is silent about shipping. */
const aboutShipping: Record<string, Messages> = {
  '6b3d5cf7-9291-4fa9-892a-9d07e300daea': [
    ['DEMAND', 26, 'سلام، وقت بخیر. چرخ خیاطی هنوز موجوده؟'],
    ['SUPPLY', 24, 'سلام، بله موجوده. کاملاً سالمه، همین ماه سرویسش کردم.'],
    ['DEMAND', 22, 'عالیه. من سمت تهرانپارسم، امکانش هست برام بفرستید؟'],
    ['SUPPLY', 20, 'خودم وسیله ندارم، ولی اگه با پیک باشه مشکلی نیست'],
    ['DEMAND', 19, 'پس از همین‌جا هماهنگ کنیم؟'],
  ],
  'edbb9499-cccc-4d35-b21f-621fa95f2b3e': [
    ['DEMAND', 1510, 'سلام، لنز خط و خش نداره؟'],
    ['SUPPLY', 1502, 'سلام، نه خدا را شکر. عکس‌های بیشتر هم دارم.'],
    ['DEMAND', 64, 'من تهرانم. هزینهٔ ارسالش با پست چقدر می‌شه؟'],
    ['SUPPLY', 58, 'دقیق نمی‌دونم، ولی خوب بسته‌بندی می‌کنم.'],
  ],
  '813d3106-dcb8-4283-b2a3-29e8edcc4dbc': [
    ['DEMAND', 130, 'سلام، هر دوازده جلد با همه؟'],
    ['SUPPLY', 126, 'بله، جدا نمی‌فروشم.'],
    ['DEMAND', 121, 'باشه، برمی‌دارم. اصفهان می‌فرستید؟'],
  ],
}

/** The scenarios of the demo and the specifications. `assistant`: nobody has asked about shipping yet; `demo`: of `npm run demo`. */
export const peykScenarios: Record<string, ScenarioData> = {
  default: withMessages(scenarios.default),
  assistant: scenarios['several-buyers'],
  demo: withDemoPosts(withMessages(scenarios.default)),
}

/** First a post that can be sent, then one that is larger than every size. */
function withDemoPosts({ posts, conversations, ...data }: ScenarioData): ScenarioData {
  const common = { state: 'PUBLISHED', chatEnabled: true, city: 'tehran', district: 'nazi-abad' } as const
  return {
    ...data,
    title: 'نمایش',
    posts: [
      {
        ...common,
        token: 'ph0nE5mA',
        title: 'گوشی سامسونگ A54، بدون خط و خش',
        description: 'یک سال کارکرد، با جعبه و کابل.',
        category: 'mobile-phones',
        priceToman: 14_500_000,
        art: 'phone',
      },
      {
        ...common,
        token: 'fr1dGe42',
        title: 'یخچال‌فریزر ۲۰ فوت، سالم',
        description: 'به‌خاطر جابه‌جایی می‌فروشم.',
        category: 'refrigerator-freezer',
        priceToman: 22_000_000,
        art: 'fridge',
      },
      ...posts,
    ],
    conversations: [
      {
        id: '0b8f7c52-3a6e-4d1b-9d3f-5a1e2c7b9f10',
        post: 'ph0nE5mA',
        supplier: 'sara',
        demand: 'amir',
        messages: [
          ['DEMAND', 16, 'سلام، وقت بخیر. گوشی هنوز موجوده؟'],
          ['SUPPLY', 14, 'سلام، بله. جعبه و کابلش هم هست.'],
          ['DEMAND', 12, 'من سمت تهرانپارسم، امکانش هست برام بفرستید؟'],
          ['SUPPLY', 10, 'اگه با پیک باشه مشکلی نیست'],
        ],
      },
      {
        id: '1c9a8d63-4b7f-4e2c-8e40-6b2f3d8cae21',
        post: 'fr1dGe42',
        supplier: 'maryam',
        demand: 'amir',
        messages: [
          ['DEMAND', 18, 'سلام، یخچال هنوز هست؟'],
          ['SUPPLY', 17, 'سلام، بله. می‌تونید بیایید ببینید.'],
        ],
      },
      ...conversations,
    ],
  }
}

function withMessages(data: ScenarioData): ScenarioData {
  const conversations = data.conversations.map((talk) => ({
    ...talk,
    messages: aboutShipping[talk.id] ?? talk.messages,
  }))
  return { ...data, conversations }
}
