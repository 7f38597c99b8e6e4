using System.Globalization;

namespace MakingItWork.Benchmarks.Redaction;

internal enum PictureForm
{
    Whole,
    Scaled80,
    Jpeg60,
}

/// <summary>How a screen looks and how its picture was taken.</summary>
internal sealed record Look(int Size, bool Dark, PictureForm Form)
{
    public static readonly IReadOnlyList<Look> All =
        [.. from size in (int[])[11, 12, 14] from dark in (bool[])[false, true] from form in Enum.GetValues<PictureForm>() select new Look(size, dark, form)];

    public string SizeName => string.Create(CultureInfo.InvariantCulture, $"{Size} px");

    public string Theme => Dark ? "dark" : "light";

    public string FormName => Form switch
    {
        PictureForm.Whole => "100 %",
        PictureForm.Scaled80 => "80 %",
        _ => "JPEG 60",
    };

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Size}-{Theme}-{Form}");
}
