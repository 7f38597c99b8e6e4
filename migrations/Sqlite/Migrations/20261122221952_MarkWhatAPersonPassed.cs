using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace MakingItWork.Migrations.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class MarkWhatAPersonPassed : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<bool>(
                name: "ByPerson",
                table: "PictureReadings",
                type: "INTEGER",
                nullable: false,
                defaultValue: false);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(
                name: "ByPerson",
                table: "PictureReadings");
        }
    }
}
