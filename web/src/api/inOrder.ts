/** Answers may overtake each other; what a page shows must not go back in time. */

/**
 * Asks, and takes answers in the order of their questions. An answer, or a failure, is dropped once a later question was
 * answered, or once something else was asked for (`given`).
 */
export function inOrder<Given extends unknown[], Answer>(
  ask: (...given: Given) => Promise<Answer>,
  take: (answer: Answer, ...given: Given) => unknown,
): (...given: Given) => Promise<void> {
  let asked = 0
  let taken = 0
  let wanted: Given
  return async (...given) => {
    const turn = (asked += 1)
    wanted = given
    const isOvertaken = () => turn < taken || given.some((one, index) => one !== wanted[index])
    let answer: Answer
    try {
      answer = await ask(...given)
    } catch (error) {
      if (isOvertaken()) return
      throw error
    }
    if (isOvertaken()) return
    taken = turn
    take(answer, ...given)
  }
}
