import type { ScenarioData } from './scenario.ts'

/** People and a post, and nobody has talked yet. */
export const emptyScenario: ScenarioData = {
  title: 'بدون گفت‌وگو',
  users: [
    { id: 'sara', name: 'سارا محمدی', phone: '09120004411' },
    { id: 'amir', name: 'امیر رضایی', phone: '09350007788' },
  ],
  posts: [
    {
      token: 'AZbKe4r1',
      owner: 'sara',
      title: 'دوچرخهٔ شهری ویوا سایز ۲۸، تمیز و کم‌کارکرد',
      description: 'یک سال استفادهٔ سبک، سرویس کامل شده.',
      category: 'bicycle',
      city: 'tehran',
      district: 'nazi-abad',
      priceToman: 8_500_000,
      art: 'bicycle',
      state: 'PUBLISHED',
      chatEnabled: true,
    },
  ],
  conversations: [],
}
