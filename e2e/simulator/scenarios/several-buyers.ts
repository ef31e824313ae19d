import type { ScenarioData } from './scenario.ts'

/**
 * A seller with a post in Tehran that three buyers ask about and one in Isfahan, and a stranger with a post of her own.
 * For what listens to new messages: a fresh beginning gives the posts new tokens too.
 */
export const severalBuyers: ScenarioData = {
  title: 'یک آگهی و چند خریدار',
  freshPosts: true,
  users: [
    { id: 'shirin', name: 'شیرین توکلی', phone: '09121110022' },
    { id: 'bahram', name: 'بهرام یوسفی', phone: '09352220033' },
    { id: 'taraneh', name: 'ترانه صفایی', phone: '09153330044' },
    { id: 'kaveh', name: 'کاوه منصوری', phone: '09174440055' },
    { id: 'omid', name: 'امید فرهادی', phone: '09135550066' },
    { id: 'zohreh', name: 'زهره بهرامی', phone: '09126660077' },
  ],
  posts: [
    {
      token: 'CamT7x2Q',
      owner: 'shirin',
      title: 'دوربین نیکون D7200 با دو لنز',
      description: 'سالم و کم‌کارکرد، همراه کیف و شارژر.',
      category: 'camera-camcoders',
      city: 'tehran',
      district: 'saadat-abad',
      priceToman: 31_000_000,
      art: 'camera',
      state: 'PUBLISHED',
      chatEnabled: true,
    },
    {
      token: 'BokI4m9W',
      owner: 'shirin',
      title: 'مجموعهٔ شعر معاصر، بیست جلد',
      description: 'همه با هم، چاپ اول.',
      category: 'book-student-literature',
      city: 'isfahan',
      district: 'chaharbagh',
      priceToman: 2_400_000,
      art: 'books',
      state: 'PUBLISHED',
      chatEnabled: true,
    },
    {
      token: 'DskZ1p6R',
      owner: 'zohreh',
      title: 'میز کار چوبی',
      description: 'دو کشو دارد.',
      category: 'desk',
      city: 'shiraz',
      district: '',
      priceToman: 4_300_000,
      art: 'desk',
      state: 'PUBLISHED',
      chatEnabled: true,
    },
  ],
  conversations: [
    {
      id: 'a1d0f6c2-5b1e-4c58-9d1a-0f6f3b7a1c01',
      post: 'CamT7x2Q',
      supplier: 'shirin',
      demand: 'bahram',
      messages: [['DEMAND', 95, 'سلام، شاترش چنده؟']],
    },
    {
      id: 'b2e1a7d3-6c2f-4d69-8e2b-1a7a4c8b2d02',
      post: 'CamT7x2Q',
      supplier: 'shirin',
      demand: 'taraneh',
      messages: [['DEMAND', 70, 'سلام، قیمت نهاییه؟']],
    },
    {
      id: 'c3f2b8e4-7d30-4e7a-9f3c-2b8b5d9c3e03',
      post: 'CamT7x2Q',
      supplier: 'shirin',
      demand: 'kaveh',
      messages: [],
    },
    {
      id: 'd403c9f5-8e41-4f8b-a04d-3c9c6ead4f04',
      post: 'BokI4m9W',
      supplier: 'shirin',
      demand: 'omid',
      messages: [['DEMAND', 40, 'سلام، فروش تکی هم دارید؟']],
    },
  ],
}
