// Waits for a pack that is being printed, and shows it then, or why there is none.
(async () => {
  try {
    await fetch(location.href, { headers: { Accept: "application/pdf" } });
    location.reload();
  } catch {
    document.querySelector("[role=status]").textContent = "The preview has ended.";
  }
})();
