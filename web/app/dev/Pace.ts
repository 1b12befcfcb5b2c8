/** What happens later: after its time, or, when the page is tested, at the next `scene:step`, so that no press can come too late. */
export class Pace {
  #waiting: (() => void)[] = [];

  constructor(private readonly stepwise: boolean) {
    window.addEventListener("scene:step", () => {
      for (const action of this.#waiting.splice(0)) action();
    });
  }

  after(ms: number, action: () => void): void {
    if (this.stepwise) this.#waiting.push(action);
    else setTimeout(action, ms);
  }
}
