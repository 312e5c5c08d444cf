/** Answers may overtake each other; what a page shows must not go back in time. */

/**
 * Asks, and takes answers in the order of their questions: one that comes after the answer to a later question, or
 * fails after it, is dropped.
 */
export function inOrder<Given extends unknown[], Answer>(
  ask: (...given: Given) => Promise<Answer>,
  take: (answer: Answer, ...given: Given) => unknown,
): (...given: Given) => Promise<void> {
  let asked = 0
  let taken = 0
  return async (...given) => {
    const turn = (asked += 1)
    let answer: Answer
    try {
      answer = await ask(...given)
    } catch (error) {
      if (turn < taken) return
      throw error
    }
    if (turn < taken) return
    taken = turn
    take(answer, ...given)
  }
}
