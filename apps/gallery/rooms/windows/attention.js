module.exports = (window, say) => {
  let done = 0
  const timer = setInterval(() => {
    done += 0.1
    if (window.isDestroyed() || done > 1) return clearInterval(timer)
    window.setProgressBar(done < 0.99 ? done : -1)
    say(`${Math.round(done * 100)} %`)
    if (done >= 0.99) window.flashFrame(true)
  }, 200)
}
