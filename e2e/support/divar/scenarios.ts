import { type ScenarioData, scenarios } from '../../simulator/index.ts'

type Messages = ScenarioData['conversations'][number]['messages']

/** What is said where the simulator's own scenario is silent about shipping. */
const aboutShipping: Record<string, Messages> = {
  '6b3d5cf7-9291-4fa9-892a-9d07e300daea': [
    ['DEMAND', 26, 'سلام، وقت بخیر. دوچرخه هنوز موجوده؟'],
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

/** The scenarios of the demo and the specifications. `assistant`: nobody has asked about shipping yet. */
export const peykScenarios: Record<string, ScenarioData> = {
  default: withMessages(scenarios.default),
  assistant: scenarios['several-buyers'],
}

function withMessages(data: ScenarioData): ScenarioData {
  const conversations = data.conversations.map((talk) => ({
    ...talk,
    messages: aboutShipping[talk.id] ?? talk.messages,
  }))
  return { ...data, conversations }
}
