import { describe, expect, it } from 'vitest'
import { chatbotWorld, refusal, textOf } from '../testing.ts'
import { answerButton } from './support-thread.ts'

describe('writing on after an answer, in the chatbot', () => {
  const tapped = async (thread = 'thread-1') => {
    const world = chatbotWorld()
    const { action } = answerButton(world.deps.texts, thread)
    if (!('get_dynamic_action' in action)) throw new Error('no tap')
    const asked = await world.tap(action.get_dynamic_action.data)
    return { ...world, asked, support: world.deps.texts.support }
  }

  it('is asked for by the button of the answer, and goes to its thread with any words in it', async () => {
    const { asked, say, written, requests, support, topics } = await tapped()
    expect([textOf(asked), refusal(asked)]).toEqual([support.askOn, null])
    expect(textOf(await say('قیمت از تهران به شیراز را نگفتید'))).toBe(support.written)
    expect(written).toEqual([
      { conversationId: 'bot-1', threadId: 'thread-1', text: 'قیمت از تهران به شیراز را نگفتید' },
    ])
    expect(requests).toEqual([])
    expect(topics.size).toBe(0)
  })

  it.each(['انصراف', 'منو', '/start'])('ends at «%s»', async (word) => {
    const { say, written } = await tapped()
    await say(word)
    await say('متن دیگری که کسی نباید بخواند')
    expect(written).toEqual([])
  })

  it('is asked for again after a picture and after what is too long, and not once the thread is closed', async () => {
    const { say, send, support, topics } = await tapped()
    expect(textOf(await send('image'))).toContain(support.askOn)
    expect(textOf(await say('آ'.repeat(501)))).toBe(support.tooLong(501, 500))
    expect(topics.get('bot-1')?.word).toBe('support.thread.thread-1')
    const closed = await tapped('closed')
    expect(textOf(await closed.say('باز هم'))).toBe(support.notWritten.closed)
    expect(closed.topics.size).toBe(0)
  })

  it.each(['', 'a.b', 'x'.repeat(101), 'پیک'])('takes no thread from a button that says «%s»', async (thread) => {
    const world = chatbotWorld()
    const reply = await world.tap({ skill: 'support', thread })
    expect(textOf(reply)).toContain('مشکل یا پرسشتان را')
    expect(world.topics.get('bot-1')?.word).toBe('support')
  })
})
