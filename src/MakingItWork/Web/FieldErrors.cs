namespace MakingItWork.Web;

/// <summary>The errors of a form in the order they were found; a field may have several. An empty field means the whole form.</summary>
public sealed class FieldErrors
{
    private readonly List<KeyValuePair<string, string>> all = [];

    public IReadOnlyCollection<KeyValuePair<string, string>> All => all;

    public bool Any => all.Count > 0;

    public void Add(string field, string message) => all.Add(new(field, message));

    public IEnumerable<string> Of(string field) => all.Where(error => error.Key == field).Select(error => error.Value);
}
