// The film, on request only: nothing is asked of YouTube before the click.
const section = document.querySelector("[data-video]");
const button = section.querySelector("[data-video-bouton]");
button.hidden = false;
button.addEventListener("click", () => {
  const frame = document.createElement("iframe");
  frame.src = `https://www.youtube-nocookie.com/embed/${section.dataset.video}?autoplay=1&hl=fr`;
  frame.title = section.dataset.titre;
  frame.allow = "autoplay; fullscreen; encrypted-media; picture-in-picture";
  frame.referrerPolicy = "strict-origin-when-cross-origin";
  button.closest(".video-cadre").replaceChildren(frame);
  frame.focus();
});
