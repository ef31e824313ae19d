/** For the user of a side whose person is proved to be somebody, and has not proved to be them. */
export const looksOn = {
  title: 'اینجا فقط می‌توانید ببینید',
  sentence:
    'این سمت گفت‌وگو با یک حساب دیوار تأیید شده است و فقط با همان حساب می‌شود کاری انجام داد؛ اگر حساب شماست، از صفحهٔ مرسوله ادامه دهید.',
  button: 'ادامه با حساب دیوار',
}

/** The screen where they prove it. */
export const proving = {
  title: 'تأیید با حساب دیوار',
  lead: 'این سمت گفت‌وگو پیش‌تر با یک حساب دیوار تأیید شده است. اگر حساب شماست، یک بار از همین مرورگر هم اجازه دهید تا ادامه دهیم؛ کسی که فقط لینک را دارد نمی‌تواند به جای شما کاری کند.',
}

/** Where there is something of that person, but not for this seat to erase. */
export const eraseNotYours = {
  title: 'اول با حساب دیوار تأیید کنید',
  sentence:
    'این سمت گفت‌وگو با یک حساب دیوار تأیید شده است و اطلاعات آن فقط با همان حساب پاک می‌شود. اگر حساب شماست، ادامه دهید.',
}
